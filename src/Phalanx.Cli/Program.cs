using Phalanx.Cli;

using var interruption = new Interruption();
return Tool.Run(args, Console.Out, Console.Error, interruption.Token);
