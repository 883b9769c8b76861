using System.Diagnostics;
using System.Globalization;
using Phalanx.Drills.Fuzzing.Mutations;
using Phalanx.Drills.Fuzzing.Targets;

namespace Phalanx.Drills.Fuzzing;

/// <summary>
/// Every kind of file that is read is changed at random, many times, and read in this process. A case is read, or refused in one sentence; it takes no longer
/// than <see cref="Longest"/>, and no more memory than its most expensive seed, a floor and a few bytes for each of its own. Anything else is a failure.
/// </summary>
internal sealed class FuzzDrill : Drill
{
    /// <summary>What every case may allocate: a sentence, an exception and its trace, buffers of streams.</summary>
    private const long Floor = 1 << 20;

    private const int MostSaid = 12;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public override string Name => "fuzz";

    public override string Description => "Changes every kind of file that is read at random; each must be read or refused in a sentence.";

    public override int LongCount => 100_000;

    public override int ShortCount => 250;

    public override DrillReport Run(DrillRequest request)
    {
        var table = new DrillTable("file", "cases", "read", "refused by a checksum", "refused otherwise", "failed", "slowest", "most memory");
        List<string> failures = [];
        using var folder = new DrillFolder();
        using var watch = new CaseWatch();
        IReadOnlyList<FuzzTarget> targets = FuzzTargets.All(folder);
        for (int i = 0; i < targets.Count; i++)
        {
            if (request.Only is { } only && !targets[i].Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            request.Progress.WriteLine($"{targets[i].Name}: {request.Count} cases");
            (FuzzTally plain, FuzzTally sealedAgain) = Run(targets[i], i, request, watch, failures);
            Add(table, targets[i], targets[i].Name, plain);
            if (targets[i].IsChecksummed)
            {
                Add(table, targets[i], $"{targets[i].Name}, sealed again", sealedAgain);
            }
        }

        return new DrillReport(table, failures);
    }

    private static (FuzzTally Plain, FuzzTally Sealed) Run(FuzzTarget target, int index, DrillRequest request, CaseWatch watch, List<string> failures)
    {
        HashSet<string> kinds = [];
        long basis = SeedCost(target, failures);
        (FuzzTally plain, FuzzTally sealedAgain) = (new FuzzTally(), new FuzzTally());
        for (int number = 0; number < request.Count; number++)
        {
            FuzzCase fuzzed = Mutation.Of(target, request.RandomOf((index * 10_000_000) + number));
            FuzzTally tally = fuzzed.IsSealed ? sealedAgain : plain;
            string name = string.Create(CultureInfo.InvariantCulture, $"{target.Name} {request.Seed}-{number}");
            watch.Begin(name, fuzzed.Content);
            (Exception? thrown, TimeSpan time, long bytes) = Meter(target, fuzzed);
            watch.End();
            tally.Slowest = time > tally.Slowest ? time : tally.Slowest;
            tally.MostBytes = Math.Max(tally.MostBytes, bytes);
            long allowed = basis + Floor + target.MostMade + ((long)target.MostPerByte * fuzzed.Content.Length);
            string? failure = Failure(target, thrown) ?? (time > Longest ? $"took {time.TotalSeconds:F1} s" : bytes > allowed ? $"allocated {bytes} bytes where {allowed} are allowed" : null);
            if (failure is not null)
            {
                tally.Failed++;
                if (kinds.Count < MostSaid && kinds.Add(KindOf(thrown) ?? failure.Split(' ')[0]))
                {
                    failures.Add($"{name}: {failure}; kept as {CaseWatch.Keep(name, fuzzed.Content)}");
                    request.Progress.WriteLine(failures[^1]);
                }
            }
            else if (thrown is null)
            {
                tally.Read++;
            }
            else if (target.IsOfChecksum(thrown))
            {
                tally.RefusedByChecksum++;
            }
            else
            {
                tally.Refused++;
            }
        }

        return (plain, sealedAgain);
    }

    /// <summary>What the most expensive of the real files costs. They are read twice, since the first time what is read only once is read too.</summary>
    private static long SeedCost(FuzzTarget target, List<string> failures)
    {
        long most = 0;
        for (int round = 0; round < 2; round++)
        {
            most = 0;
            for (int seed = 0; seed < target.Seeds.Count; seed++)
            {
                (Exception? thrown, _, long bytes) = Meter(target, new FuzzCase(target.Seeds[seed], seed, IsSealed: false));
                most = Math.Max(most, bytes);
                if (thrown is not null && round == 0)
                {
                    failures.Add($"{target.Name}: the real file {seed} is not read: {thrown.GetType().Name}: {thrown.Message} {Place(thrown)}");
                }
            }
        }

        return most;
    }

    private static (Exception? Thrown, TimeSpan Time, long Bytes) Meter(FuzzTarget target, FuzzCase fuzzed)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            target.Read(fuzzed);
        }
#pragma warning disable CA1031 // Every failure is what the drill looks for.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            thrown = failure;
        }

        return (thrown, Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string? Failure(FuzzTarget target, Exception? thrown) => thrown switch
    {
        null => null,
        _ when !target.IsRefusal(thrown) => $"{thrown.GetType().Name}: {FirstLine(thrown.Message)} {Place(thrown)}",
        _ when thrown.Message.Contains('\n', StringComparison.Ordinal) => $"a refusal of several lines: {FirstLine(thrown.Message)}",
        _ => null,
    };

    private static string? KindOf(Exception? thrown) => thrown is null ? null : $"{thrown.GetType().Name} {Place(thrown)}";

    private static string FirstLine(string message) => message.Split('\n')[0];

    private static string Place(Exception thrown) =>
        thrown.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Phalanx.", StringComparison.Ordinal))?.Trim() ?? "";

    private static void Add(DrillTable table, FuzzTarget target, string name, FuzzTally tally) => table.Add(
        name,
        tally.Cases,
        tally.Read,
        target.IsChecksummed ? tally.RefusedByChecksum : "-",
        tally.Refused,
        tally.Failed,
        string.Create(CultureInfo.InvariantCulture, $"{tally.Slowest.TotalMilliseconds:F0} ms"),
        string.Create(CultureInfo.InvariantCulture, $"{tally.MostBytes / 1048576.0:F1} MiB"));
}
