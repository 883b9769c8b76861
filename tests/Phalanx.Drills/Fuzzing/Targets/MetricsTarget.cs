using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Drills.Fuzzing.Targets;

/// <summary>Metrics, read whole for reports, followed as by a watcher, and continued. Those of a case that is sealed have the checksum that the checkpoint knows.</summary>
internal sealed class MetricsTarget : FileTarget
{
    private const long AtTheEnd = long.MaxValue;

    private readonly MetricsColumns _columns;
    private readonly int _rows;
    private readonly uint _checksum;

    /// <summary>Takes metrics of a real run.</summary>
    public MetricsTarget(string path, string metrics)
        : base(path)
    {
        byte[] real = File.ReadAllBytes(metrics);
        var table = MetricsTable.Read(metrics);
        (_rows, _checksum) = (table.Rows, Checksum.Of(real));
        string[] rest = [.. table.Columns.Skip(MetricsColumns.Common.Count)];
        int health = Array.IndexOf(rest, MetricsColumns.Health[0]);
        _columns = new MetricsColumns(rest[..health].Select(StatisticOf), rest[(health + MetricsColumns.Health.Count)..]);
        Seeds = [real];
    }

    public override string Name => "metrics.csv";

    public override IReadOnlyList<byte[]> Seeds { get; }

    public override bool IsChecksummed => true;

    // Three readers, each with the text in two bytes a letter and its lines.
    public override int MostPerByte => 64;

    protected override void ReadFile(FuzzCase fuzzed)
    {
        string? refusal = null;
        var follower = new MetricsFollower(Path);
        All(
            () => MetricsFile.Resume(Path, _columns, AtTheEnd, _rows, fuzzed.IsSealed ? SumOfRows(fuzzed.Content) : _checksum),
            () => File.WriteAllBytes(Path, fuzzed.Content),
            () => refusal = RefusalOf(() => MetricsTable.Read(Path)),
            () => ThrowIfDifferent(refusal, RefusalOf(() => follower.Follow())));
    }

    /// <summary>The statistic whose column it is.</summary>
    private static string StatisticOf(string column) => column["test_".Length..^"_mean".Length];

    /// <summary>The checksum of as many rows as the checkpoint knows.</summary>
    private uint SumOfRows(byte[] content)
    {
        int end = 0;
        for (int line = 0; line <= _rows; line++)
        {
            int length = content.AsSpan(end).IndexOf((byte)'\n');
            if (length < 0)
            {
                return _checksum;
            }

            end += length + 1;
        }

        return Checksum.Of(content.AsSpan(0, end));
    }

    private static string? RefusalOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (UserErrorException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Both ways to read must agree about what is a file of metrics. One without a line is none for a report, and not begun for a watcher.</summary>
    private void ThrowIfDifferent(string? whole, string? followed)
    {
        if (whole != followed && !(followed is null && !File.ReadAllBytes(Path).Contains((byte)'\n')))
        {
            throw new InvalidOperationException($"read whole: {whole ?? "fine"}; followed: {followed ?? "fine"}");
        }

        if (whole is not null)
        {
            throw new UserErrorException(whole);
        }
    }
}
