using System.Diagnostics;
using System.Globalization;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Training;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;
using Xunit.Abstractions;

namespace Phalanx.Learning.Tests.Recording;

/// <summary>
/// Whatever stands in a record, it is read or refused in a sentence, soon, and with memory in proportion to the file. <c>PHALANX_HOSTILE_RECORDS=100000</c>
/// asks for as many of them, and then for the memory of the whole process, so let it run alone: <c>--filter FullyQualifiedName~RecordFuzzTests</c>.
/// </summary>
public class RecordFuzzTests(ITestOutputHelper output)
{
    private const string Variable = "PHALANX_HOSTILE_RECORDS";
    private const int Fast = 2_000;
    private const int Generated = 60;
    private const int MostSeconds = 20;
    private const long MostOfProcess = 600_000_000;

    [Fact]
    public void Hostile_records_are_read_or_refused_in_a_sentence_soon_and_with_bounded_memory()
    {
        bool alone = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        count = alone ? count : Fast;
        var records = new HostileRecords([.. Real(), .. Enumerable.Range(0, Generated).Select(seed => new GeneratedRecord(seed).Bytes())]);
        int[] refused = new int[2];
        (double slowest, double most, long largest) = (0, 0, 0);
        for (int number = 0; number < count; number++)
        {
            byte[] bytes = records[number];
            long start = Stopwatch.GetTimestamp();
            RecordReading reading = Read(number, bytes);
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalSeconds);
            Assert.True(slowest < MostSeconds, $"hostile record {number} took {slowest} s");
            Assert.True(reading.Share <= 1, $"hostile record {number} took {reading.Allocated} bytes of memory, and may take {reading.Bound}");
            (most, largest) = (Math.Max(most, reading.Share), Math.Max(largest, reading.Allocated));
            refused[HostileRecords.IsSealed(number) ? 1 : 0] += reading.Refusal is null ? 0 : 1;
        }

        long process = Process.GetCurrentProcess().PeakWorkingSet64;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} records: refused {refused[0]} with damaged bytes and {refused[1]} that were sealed again, of {count / 2} each; the slowest {slowest:F2} s; the most memory {largest >> 10} KiB and {most:P0} of the bound; the process {process / 1e6:F0} MB"));
        Assert.All(refused, kind => Assert.InRange(kind, count / 4, count / 2 - 1));
        Assert.True(!alone || process < MostOfProcess, $"the process took {process} bytes");
    }

    private static RecordReading Read(int number, byte[] bytes)
    {
        try
        {
            RecordReading reading = RecordReading.Of(bytes, salvage: number % 3 == 0);
            Assert.True(reading.Refusal is null || (reading.Refusal.StartsWith("'x.phxr' ", StringComparison.Ordinal) && !reading.Refusal.Contains('\n', StringComparison.Ordinal)), reading.Refusal);
            return reading;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"hostile record {number}: {failure.GetType().Name}", failure);
        }
    }

    /// <summary>Records of teams that play: battles with everything, a world of cells, continuous actions, a game of one step.</summary>
    private static byte[][] Real() =>
        [Record("cw-qmix", "battle/3m"), Record("qmix", "predator-prey"), Record("fsv", "two-quadratics"), Record("qtran-base", "matrix/qtran"), Record("dmix", "rware/tiny-2ag")];

    private static byte[] Record(string algorithm, string environment)
    {
        var environments = EnvironmentRegistry.WithBuiltIns();
        RunSettings settings = SmallRun.Settings(environment, algorithm: algorithm);
        var problem = new LearningProblem(
            SmallRun.WithStepsThatFit(settings, environments[environment].SpecOf(settings.Env)), environments, SmallRun.Algorithms);
        foreach (ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            group.Initialise(5);
        }

        const int Episodes = 2;
        using var stream = new MemoryStream();
        using var workers = new WorkerPool(1);
        using var player = new Rollout(problem.Environments(Episodes), problem.Policy, workers);
        using EpisodeRecording recording = TrainedTeamRecording.Of(problem, header => new RecordFileWriter(stream, header), 3, 1000, Episodes);
        new Evaluator(player, problem.Spec.Statistics, Episodes).Test(3, 0, recording: recording);
        recording.Complete();
        return stream.ToArray();
    }

    /// <summary>A record as large as one may be: sections that do not deflate, a cast of as many items and strings as there may be.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void The_largest_record_takes_the_memory_that_the_limits_say()
    {
        using var folder = new TemporaryFolder();
        LargestRecord.Write(folder["large.phxr"]);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long began = Process.GetCurrentProcess().WorkingSet64;
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5"); // forgets the peak so far
        }

        string torn = Assert.Throws<UserErrorException>(() => RecordFile.Open(folder["large.phxr"])).Message;
        Assert.True(torn.Contains("it has no end; 1 of its episodes is whole", StringComparison.Ordinal), torn);
        using var record = RecordFile.Open(folder["large.phxr"], salvage: true);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RecordedEpisode episode = record.Read(0);
        long read = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(LargestRecord.Items, episode.LastFrame()!.Items.Count);
        long process = Process.GetCurrentProcess().PeakWorkingSet64;
        output.WriteLine($"{new FileInfo(folder["large.phxr"]).Length / 1e6:F0} MB of a file: {read / 1e6:F0} MB to read it, {process / 1e6:F0} MB of the process, which had {began / 1e6:F0} MB before");
        Assert.True(Environment.GetEnvironmentVariable(Variable) is null || process < MostOfProcess, $"the process took {process} bytes");
    }
}
