using Phalanx.Environments;
using Phalanx.Examples.ChaseTraining;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

// Trains the hunters of the game in examples/Chase and writes the file that the game carries:
//
//   dotnet run --project examples/ChaseTraining -c Release [-- steps] [file] [folder of the run]
//
// With the steps and the seed of below it is the file that lies beside the game, on a machine of the same kind.
EnvironmentChecker.Check(() => new ChaseEnvironment()).ThrowIfAny();

var environments = EnvironmentRegistry.WithBuiltIns();
environments.Register("chase", "three hunters and a prey that two of them must corner", () => new ChaseEnvironment());
var algorithms = AlgorithmRegistry.WithBuiltIns();
long steps = args.Length > 0 ? long.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 200_000;
RunSettings settings = new()
{
    AlgorithmName = "vdn",
    EnvironmentName = "chase",
    Algorithm = algorithms["vdn"].CreateDefaultSettings(),
    Env = environments["chase"].CreateDefaultSettings(),
    Agent = new() { Hidden = 32 },
    Exploration = new() { Epsilon = new() { Steps = steps / 4 } },
    Rollout = new() { Environments = 8 },
    Training = new() { Steps = steps, StepsPerEpisode = 0.5 },
    Evaluation = new() { Interval = steps / 4, Episodes = 100 },
};

string file = args.Length > 1 ? args[1] : "chase.safetensors";
string folder = args.Length > 2 ? args[2] : RunDirectory.DefaultPath("vdn", "chase", settings.Training.Seed);
using (Trainer trainer = Trainer.Start(settings, folder, environments, algorithms))
{
    RunSummary summary = trainer.Run();
    Console.WriteLine($"In the end the prey is caught in {summary.Final["test_caught_mean"]:P0} of the episodes.");
}

using var run = RunDirectory.OpenToRead(folder);
PolicyExport.Of(run, at: null, environments, algorithms).Save(file);
Console.WriteLine($"{new FileInfo(file).Length} bytes in {file}");
