using System.Globalization;
using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Examples.SameTeam;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

// Plays the same episodes twice: by the team of a run as it was trained, and by the same team exported to a file.
//
//   dotnet run --project examples/SameTeam -c Release [-- run-dir] [episodes] [seed]
//
// The episodes are those of `phalanx evaluate run-dir --episodes N --seed S`. Without a run, a team is trained for a moment in a temporary folder.
var environments = EnvironmentRegistry.WithBuiltIns();
var algorithms = AlgorithmRegistry.WithBuiltIns();
string folder = args.Length > 0 ? args[0] : TrainForAMoment();
int episodes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;

using var run = RunDirectory.OpenToRead(folder);
RunSettings settings = Trainer.ReadSettings(run, environments, algorithms);
Checkpoint checkpoint = run.Checkpoints.Latest();
string file = Path.GetTempFileName();
PolicyExport.Of(run, checkpoint.State.TEnv, environments, algorithms).Save(file);
var policy = ActingPolicy.Load(file);
File.Delete(file);

using var game = new Game(environments[settings.EnvironmentName].Create(settings.Env, 1));
var trained = new ActingTeam(SavedPolicy.Load(checkpoint, environments[settings.EnvironmentName].SpecOf(settings.Env), settings, algorithms));
PolicyTeam exported = policy.CreateTeam();
(int done, int ended, double trainedSum, double exportedSum) = (0, 0, 0, 0);
for (int number = 0; number < episodes; number++)
{
    ulong own = RandomStream.DeriveSeed(seed, StreamPurpose.Named("evaluation environment"), (ulong)number);
    Episode first = game.Play(own, trained);
    Episode second = game.Play(own, exported, trained.SeesEntities);
    done += first.DidTheSame(second) ? 1 : 0;
    ended += first.EndedTheSame(second) ? 1 : 0;
    trainedSum += first.Return;
    exportedSum += second.Return;
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{settings.AlgorithmName} on {settings.EnvironmentName} after {checkpoint.State.TEnv} steps: of {episodes} episodes {done} were the same action by action, {ended} ended the same; "
    + $"mean return {trainedSum / episodes:F4} as it was trained, {exportedSum / episodes:F4} exported"));

// Values that are nearly equal may fall otherwise by rounding, and an episode goes another way from there on; that is rare.
return ended >= 0.95 * episodes ? 0 : 1;

string TrainForAMoment()
{
    var resolver = new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf);
    RunSettings few = resolver.Resolve(new RunRequest { Algorithm = "qmix", Environment = "battle/3m", Set = ["training.steps=3000", "evaluation.episodes=5"] }).Run;
    string temporary = Directory.CreateTempSubdirectory("same-team-").FullName;
    using Trainer trainer = Trainer.Start(few, Path.Combine(temporary, "run"), environments, algorithms);
    trainer.Run();
    return Path.Combine(temporary, "run");
}
