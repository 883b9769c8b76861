using Phalanx.Analysis.Experiments;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Files of experiments.</summary>
internal sealed class ExperimentTarget(string path, EnvironmentRegistry environments, AlgorithmRegistry algorithms) : FileTarget(path)
{
    private readonly ExperimentReader _reader = new(algorithms, environments);

    public override string Name => "experiments (YAML)";

    public override IReadOnlyList<byte[]> Seeds => field ??= [.. Embedded().Where(IsWhole)];

    public override int MostPerByte => 1024;

    protected override void ReadFile(FuzzCase fuzzed) => _reader.ReadFile(Path);

    private static IEnumerable<byte[]> Embedded()
    {
        foreach (string name in typeof(Experiment).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("experiments/", StringComparison.Ordinal)).Order())
        {
            using Stream resource = typeof(Experiment).Assembly.GetManifestResourceStream(name)!;
            using var content = new MemoryStream();
            resource.CopyTo(content);
            yield return content.ToArray();
        }
    }

    /// <summary>Whether it is an experiment: beside them stand files of values that papers print.</summary>
    private bool IsWhole(byte[] content)
    {
        try
        {
            Read(new FuzzCase(content, 0, IsSealed: false));
            return true;
        }
        catch (Foundation.UserErrorException)
        {
            return false;
        }
    }
}
