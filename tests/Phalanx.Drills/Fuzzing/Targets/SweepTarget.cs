using System.Text;
using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Settings;
using Phalanx.Studies.Plans;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Files of sweeps, in both of their forms. The folder of one that is accepted must lie in the folder of studies.</summary>
internal sealed class SweepTarget(string path, EnvironmentRegistry environments, AlgorithmRegistry algorithms) : FileTarget(path)
{
    private static readonly string[] Texts =
    [
        """
        algorithms: [qmix, vdn]
        environments: [matrix/qtran, predator-prey]
        seeds: [0, 1, 2]
        preset: pymarl
        set:
          learner.lr: [0.0005, 0.001]
          training.steps: 20000

        """,
        "name: one\nalgorithms: qmix\nenvironments: matrix/qtran\nseeds: 5\n",
        """
        experiment: own/sweep
        environments:
          - { id: q, name: matrix/qtran }
        seeds: 3
        settings: {training.steps: 2000}
        arms:
          - { id: qmix, algorithm: qmix }
          - { id: slow, algorithm: vdn, settings: { learner.lr: 0.0001 } }

        """,
    ];

    private readonly ExperimentReader _reader = new(algorithms, environments);

    public override string Name => "sweeps (YAML)";

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. Texts.Select(Encoding.UTF8.GetBytes)];

    public override int MostPerByte => 1024;

    protected override void ReadFile(FuzzCase fuzzed)
    {
        DocumentNode root = DocumentNode.ReadFile(Path, SweepFile.Content);
        if (root.Find("arms") is not null)
        {
            ThrowIfOutside(StudyName.Of(_reader.ReadSweep(root, Path).Name.Replace('/', '-'), Path));
            return;
        }

        var sweep = SweepFile.Read(root, Path);
        _ = sweep.Assignments().Take(1000).Count();
        ThrowIfOutside(sweep.Name);
    }

    private static void ThrowIfOutside(string name)
    {
        string studies = System.IO.Path.GetFullPath("studies") + System.IO.Path.DirectorySeparatorChar;
        string folder = System.IO.Path.GetFullPath(StudyFolder.DefaultPath(name));
        if (!folder.StartsWith(studies, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"the study of {name} is in {folder}");
        }
    }
}
