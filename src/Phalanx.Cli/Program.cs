using Phalanx.Cli;

var error = new LastWord(Console.Error);
using var interruption = new Interruption(error, json: args.Contains(JsonOption.Name));
return Tool.Run(args, Console.Out, error, interruption.Token);
