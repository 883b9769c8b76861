using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Phalanx.Learning.Settings;
using Phalanx.Numerics.Probing;
using Phalanx.Settings;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Tests.Slots;

public sealed class SlotProgramTests : IDisposable
{
    private readonly Toys _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_slot_tells_what_it_computes_in()
    {
        SlotReport answer = Run(SlotProgram.ClassQuestion).Single();
        Assert.Equal(SlotOutcome.Done, answer.Outcome);
        Assert.Equal(SlotClass.Of(Toys.Environments, Toys.Algorithms), answer.Class);
        Assert.Equal(NumericProbe.Digest, answer.Class!.Probe);
    }

    [Fact]
    public void A_run_of_a_slot_that_was_asked_has_the_probe_in_its_history()
    {
        string settings = _toys.Write("cell.yaml", SettingsYaml.Write(Toys.Settings()));
        SlotReport end = Run(SlotProgram.ClassQuestion, Line(new SlotOrder(settings, _toys.At("run"), 1, long.MaxValue)))[^1];
        Assert.Equal(SlotOutcome.Done, end.Outcome);
        Assert.Contains(NumericProbe.Digest, File.ReadAllText(_toys.At("run", "machine.json")), StringComparison.Ordinal);
    }

    /// <summary>Settings that came from another machine start no program, whatever that machine lets through.</summary>
    [Fact]
    public void Settings_of_another_machine_start_no_program()
    {
        RunSettings settings = new SettingsResolver(Toys.Algorithms.SettingsOf, Toys.Environments.SettingsOf)
            .Resolve(new RunRequest { Algorithm = "vdn", Environment = "external", Set = [$"env.command=touch {_toys.At("started")}"] }).Run;
        string file = _toys.Write("cell.yaml", SettingsYaml.Write(settings));
        SlotReport end = Run(Line(new SlotOrder(file, _toys.At("run"), 1, long.MaxValue, IsForeign: true))).Single();
        Assert.Equal(SlotOutcome.UserError, end.Outcome);
        Assert.False(File.Exists(_toys.At("started")));
    }

    private static string Line(SlotOrder order) => JsonSerializer.Serialize(order, SlotJson.Default.SlotOrder);

    private static List<SlotReport> Run(params string[] lines)
    {
        var output = new Lines();
        using var input = new LinesThenSilence(lines);
        using var ended = new CancellationTokenSource();
        var running = Task.Run(() => SlotProgram.Run(Toys.Environments, Toys.Algorithms, input, output, ended.Token));
        while (output.Reports.Count(report => report.Outcome is not null) < lines.Length)
        {
            Thread.Sleep(10);
        }

        input.Close();
        ended.Cancel();
        Assert.True(running.Wait(TimeSpan.FromSeconds(20)));
        return [.. output.Reports];
    }

    /// <summary>Keeps what is written, also while it is read.</summary>
    private sealed class Lines : TextWriter
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public override Encoding Encoding => Encoding.UTF8;

        public IEnumerable<SlotReport> Reports => _lines.Select(line => JsonSerializer.Deserialize(line, SlotJson.Default.SlotReport)!);

        public override void WriteLine(string? value) => _lines.Enqueue(value!);
    }

    /// <summary>An input that stays open after its last line, as that of a slot does.</summary>
    private sealed class LinesThenSilence(string[] lines) : TextReader
    {
        private readonly ManualResetEventSlim _closed = new();
        private int _next;

        public override string? ReadLine()
        {
            if (_next < lines.Length)
            {
                return lines[_next++];
            }

            _closed.Wait();
            return null;
        }

        public override void Close() => _closed.Set();
    }
}
