using Phalanx.Environments;
using Phalanx.Examples.Extend;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

// An environment and a mixer of one's own, trained by the library in its own words.
EnvironmentChecker.Check(() => new Rendezvous()).ThrowIfAny();

var environments = EnvironmentRegistry.WithBuiltIns();
environments.Register("rendezvous", "two agents on a ring that must meet", () => new Rendezvous());
var algorithms = AlgorithmRegistry.WithBuiltIns();
algorithms.Register<NoAlgorithmSettings>(
    "weighted-sum", "a sum weighted by the state", (agents, run, _) => new WeightedSum<float>(agents, run.Learner), family: "value-based/mixing");

RunSettings settings = new()
{
    AlgorithmName = "weighted-sum",
    EnvironmentName = "rendezvous",
    Algorithm = algorithms["weighted-sum"].CreateDefaultSettings(),
    Env = environments["rendezvous"].CreateDefaultSettings(),
    Exploration = new() { Epsilon = new() { Steps = 5_000 } },
    Training = new() { Steps = 10_000 },
    Evaluation = new() { Interval = 2_000 },
};

string folder = args.Length > 0 ? args[0] : RunDirectory.DefaultPath("weighted-sum", "rendezvous", settings.Training.Seed);
using Trainer trainer = Trainer.Start(settings, folder, environments, algorithms, new TrainerServices { Observer = new PrintTests() });
RunSummary summary = trainer.Run();
Console.WriteLine($"In the end {summary.Final["test_met_mean"]:P0} of the episodes end with a meeting; the run lies in {summary.Run}.");
Console.WriteLine($"At work in a world of its own it took {AtWork.Play(folder, seed: 1, environments, algorithms)} steps.");
