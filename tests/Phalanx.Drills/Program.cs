using Phalanx.Drills;

return DrillCommands.Run(args);
