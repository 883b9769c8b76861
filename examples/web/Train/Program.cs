using System.Globalization;
using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Examples.Web;
using Phalanx.Export;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

// Trains the guards and writes the team to policy.onnx, which the page loads: dotnet run -c Release [-- FILE [STEPS [RUN-DIR]]]
const string algorithm = "qmix";
EnvironmentChecker.Check(() => new Gates()).ThrowIfAny();
var environments = EnvironmentRegistry.WithBuiltIns();
environments.Register(Gates.Name, "three guards and three gates", () => new Gates());
var algorithms = AlgorithmRegistry.WithBuiltIns();
RunSettings settings = new()
{
    AlgorithmName = algorithm,
    EnvironmentName = Gates.Name,
    Algorithm = algorithms[algorithm].CreateDefaultSettings(),
    Env = environments[Gates.Name].CreateDefaultSettings(),
    Exploration = new() { Epsilon = new() { Steps = 30_000 } },
    Training = new() { Steps = args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 80_000 },
    Evaluation = new() { Interval = 10_000 },
};

string file = args.Length > 0 ? args[0] : "policy.onnx";
string folder = args.Length > 2 ? args[2] : RunDirectory.DefaultPath(algorithm, Gates.Name, settings.Training.Seed);
if (!Directory.Exists(folder))
{
    using Trainer trainer = Trainer.Start(settings, folder, environments, algorithms, new TrainerServices());
    RunSummary summary = trainer.Run();
    Console.WriteLine($"Trained in {folder}: {summary.Final["test_guarded_mean"]:F2} of 3 gates are guarded in the end.");
}

using var run = RunDirectory.OpenToRead(folder);
ExportedPolicy policy = PolicyExport.Of(run, null, environments, algorithms);
using FileStream model = File.Create(file);
OnnxModel.Write(policy, model);
Console.WriteLine($"The team is in {file}.");
