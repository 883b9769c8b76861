using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using WorldNamespace;

const string algorithm = "qmix";

// A world that breaks a rule of the contract would be learned wrongly, so the rules come first.
EnvironmentChecker.Check(() => new World()).ThrowIfAny();

var environments = EnvironmentRegistry.WithBuiltIns();
environments.Register(World.Name, "two guards and two gates", () => new World());
var algorithms = AlgorithmRegistry.WithBuiltIns();
RunSettings settings = new()
{
    AlgorithmName = algorithm,
    EnvironmentName = World.Name,
    Algorithm = algorithms[algorithm].CreateDefaultSettings(),
    Env = environments[World.Name].CreateDefaultSettings(),
    Exploration = new() { Epsilon = new() { Steps = 6_000 } },
    Training = new() { Steps = 12_000 },
    Evaluation = new() { Interval = 3_000 },
};

// A run directory is never written over: delete it, or name another one, to train again.
string folder = args.Length > 0 ? args[0] : RunDirectory.DefaultPath(algorithm, World.Name, settings.Training.Seed);
if (!Directory.Exists(folder))
{
    using Trainer trainer = Trainer.Start(settings, folder, environments, algorithms, new TrainerServices());
    RunSummary summary = trainer.Run();
    Console.WriteLine($"Trained: return {summary.Final[MetricsColumns.TestReturnMean]:F2}; guarded in the end {summary.Final["test_guarded_mean"]:P0}; see {folder}.");
}

// The trained team in a world that this program steps itself, as a game would.
using var run = RunDirectory.OpenToRead(folder);
var world = new World();
var team = new ActingTeam(SavedPolicy.Load(run.Checkpoints.Latest(), world.Spec, settings, algorithms));
float[] observations = new float[world.Spec.Agents * world.Spec.ObservationSize];
bool[] available = new bool[world.Spec.Agents * world.Spec.Actions.Count];
int[] actions = new int[world.Spec.Agents];
Array.Fill(available, true);

world.Reset(seed: 1);
team.Begin();
for (bool over = false; !over;)
{
    Console.Write(FrameText.Print(world.Draw()));
    world.WriteObservations(observations);
    team.Act(observations, available, actions);
    StepResult step = world.Step(new JointAction(actions));
    over = step.Terminated || step.Truncated;
}

Console.Write(FrameText.Print(world.Draw()));
