using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;
using Phalanx.Settings;

namespace Phalanx.Cli.Replays;

/// <summary>What a replay is made of: records that lie in files, and records of runs, which are made in memory.</summary>
/// <param name="library">What can be played.</param>
/// <param name="salvage">Whether to take the whole episodes of torn records.</param>
/// <param name="allowCommand">Whether a run that is played may start the program that its settings name.</param>
internal sealed class ReplaySources(Library library, bool salvage, bool allowCommand = false) : IDisposable
{
    /// <summary>So many episodes of a run are recorded where no number is asked for.</summary>
    public const int Episodes = 8;

    private readonly List<(string Name, RecordFile Record)> _records = [];

    /// <summary>The settings of the environments of runs that were played here.</summary>
    private readonly Dictionary<RecordFile, object> _played = [];

    /// <summary>The records, with what they were named by.</summary>
    public IReadOnlyList<(string Name, RecordFile Record)> Records => _records;

    /// <inheritdoc/>
    public void Dispose() => _records.ForEach(entry => entry.Record.Dispose());

    /// <summary>Opens records, and plays runs.</summary>
    /// <param name="named">Files and run directories.</param>
    /// <param name="seed">The seed for runs; null for their closing tests, or for the seed of the record beside them.</param>
    /// <param name="episodes">How many episodes to record of a run at most; null for as many as a test has.</param>
    /// <param name="cancellation">Ends it early.</param>
    public void Open(IReadOnlyList<string> named, ulong? seed, int? episodes, CancellationToken cancellation)
    {
        foreach (string file in named.Where(path => !Directory.Exists(path)))
        {
            _records.Add((file, RecordFile.Open(file, salvage)));
        }

        if (seed is { } unused && _records.Count == named.Count)
        {
            throw new UserErrorException($"option '--seed' is '{unused}'; it is for run directories, and changes nothing in a record");
        }

        // Two teams are compared on the same episodes, so both are played with one seed, from episode 0 on.
        ulong? common = seed ?? (named.Count < 2 ? null : _records.Count > 0 ? ulong.Parse(_records[0].Record.Header.Seed, System.Globalization.CultureInfo.InvariantCulture) : 0);
        for (int place = 0; place < named.Count; place++)
        {
            if (Directory.Exists(named[place]))
            {
                _records.Insert(Math.Min(place, _records.Count), (named[place], Play(named[place], common, episodes, cancellation)));
            }
        }
    }

    /// <summary>Plays every record again and refuses one that is not what happens then.</summary>
    public void Verify()
    {
        foreach ((string name, RecordFile record) in _records)
        {
            EnvironmentDefinition environment = library.Environments[record.Header.Environment];
            using IEnvironmentBatch batch = environment.Create(_played.GetValueOrDefault(record) ?? Recorded(name, record.Header, environment), 1);
            RecordTruth.ThrowIfOther(name, record, batch);
        }
    }

    /// <summary>The settings that a record names. Of a file that one of them named it has the checksum alone.</summary>
    private object Recorded(string name, RecordHeader header, EnvironmentDefinition environment)
    {
        foreach (string path in SettingsDigest.FilesOf(environment.CreateDefaultSettings(), RunNames.EnvironmentGroup))
        {
            if (header.Settings.GetValueOrDefault(path) is { Length: > 0 } digest)
            {
                throw new UserErrorException(
                    $"'{name}' cannot be played again: of the file that {path} named it has the SHA-256 alone, {digest}; verify such a record while it is made, by 'evaluate --record --verify'");
            }
        }

        return library.Settings.ResolveEnvironment(environment.Name, [.. header.Settings.Select(setting => $"{setting.Key}={setting.Value}")]);
    }

    private RecordFile Play(string folder, ulong? seed, int? most, CancellationToken cancellation)
    {
        using var directory = RunDirectory.OpenToRead(folder);
        RunSettings settings = Trainer.ReadSettings(directory, library.Environments, library.Algorithms, allowCommand: allowCommand);
        Checkpoint checkpoint = directory.Checkpoints.Latest();
        using var problem = new LearningProblem(settings, library.Environments, library.Algorithms);
        RunEnvironment.ThrowIfOther(directory, problem.Spec);
        TrainedTeamRecording.Load(problem, checkpoint);
        long tEnv = checkpoint.State.TEnv;

        // The closing test has the number that its episodes follow from, and plays all of them; so does this, and records the first.
        int recorded = most ?? settings.Evaluation.Episodes;
        int played = seed is null ? Math.Max(recorded, settings.Evaluation.Episodes) : recorded;
        ulong used = seed ?? settings.Training.Seed;
        var bytes = new MemoryStream();
        using (var workers = new WorkerPool(settings.Training.Threads ?? Environment.ProcessorCount))
        using (var player = new Rollout(problem.Environments(Evaluator.EnvironmentsFor(played)), problem.Policy, workers))
        using (EpisodeRecording recording = TrainedTeamRecording.Of(problem, header => new RecordFileWriter(bytes, header), used, tEnv, recorded))
        {
            new Evaluator(player, problem.Spec.Statistics, played).Test(used, seed is null ? -1 - tEnv : 0, recording: recording, cancellation: cancellation);
            recording.Complete();
        }

        bytes.Position = 0;
        var record = RecordFile.Open(bytes, folder);
        _played.Add(record, settings.Env);
        return record;
    }
}
