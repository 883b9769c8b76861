using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>The latest checkpoint of a run: its state or a file of its tensors, restored into networks, optimisers and replay as a run does that is resumed.</summary>
internal sealed class CheckpointTarget : FuzzTarget
{
    private static readonly string[] Files = ["state.json", "weights.safetensors", "optimiser.safetensors", "state.json"];

    private readonly string _run;
    private readonly string _checkpoint;
    private readonly Dictionary<string, byte[]> _whole = [];
    private readonly RunSettings _settings;
    private readonly EpisodeLayout _layout;
    private readonly int _capacity;
    private readonly IReadOnlyList<CheckpointGroup<float>> _groups;

    /// <summary>Takes a run, all of whose checkpoints but the last are deleted.</summary>
    public CheckpointTarget(string run)
    {
        _run = run;
        using (var directory = RunDirectory.OpenToRead(run))
        {
            directory.Checkpoints.Prune(1);
            _checkpoint = Path.Combine(run, "checkpoints", directory.Checkpoints.Available[^1].ToString(CultureInfo.InvariantCulture));
            _settings = Trainer.ReadSettings(directory, SampleRun.Environments, SampleRun.Algorithms);
            Remember(_checkpoint);
            Remember(directory.ReplayPath);
        }

        using var problem = new LearningProblem(_settings, SampleRun.Environments, SampleRun.Algorithms);
        (_layout, _capacity) = (problem.Layout, problem.ReplayCapacity);
        using var workers = new WorkerPool(1);
        _groups = new Learner(problem, NewReplay(), workers).Groups;
    }

    public override string Name => "checkpoints";

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. Files.Select(file => _whole[Path.Combine(_checkpoint, file)])];

    public override bool IsChecksummed => true;

    // A state is read as text twice, and each of its numbers becomes an object.
    public override int MostPerByte => 64;

    public override byte[] Seal(byte[] content)
    {
        // What is no state gets its checksum in the state that it is read with.
        bool isState = content.AsSpan().StartsWith("{"u8);
        return isState ? SealedCheckpoint.Seal(content, Sum("weights"), Sum("optimiser")) : content;
    }

    public override void Read(FuzzCase fuzzed)
    {
        // The reading may have cut segments, as a state asked that was sealed.
        foreach ((string file, byte[] content) in _whole)
        {
            if (!File.Exists(file) || new FileInfo(file).Length != content.Length)
            {
                File.WriteAllBytes(file, content);
            }
        }

        string changed = Path.Combine(_checkpoint, Files[fuzzed.Seed]);
        File.WriteAllBytes(changed, fuzzed.Content);
        if (fuzzed.IsSealed && !Files[fuzzed.Seed].StartsWith("state", StringComparison.Ordinal))
        {
            SealedCheckpoint.Seal(_checkpoint);
        }

        try
        {
            using var directory = RunDirectory.OpenToRead(_run);
            CheckpointState state = new RunCheckpoints(directory, _settings, _groups, NewReplay(), retention: null).RestoreLatest().State;
            _ = TrainingCounters.Of(state);
        }
        finally
        {
            File.WriteAllBytes(changed, _whole[changed]);
            string stateFile = Path.Combine(_checkpoint, "state.json");
            File.WriteAllBytes(stateFile, _whole[stateFile]);
        }
    }

    private EpisodeReplay NewReplay() => new(_layout, _capacity);

    private uint Sum(string name) => Checksum.Of(_whole[Path.Combine(_checkpoint, $"{name}.safetensors")]);

    private void Remember(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            _whole[file] = File.ReadAllBytes(file);
        }
    }
}
