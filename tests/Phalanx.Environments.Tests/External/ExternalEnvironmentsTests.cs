using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Phalanx.Environments.External;
using Phalanx.Foundation;
using Phalanx.Testing.External;

namespace Phalanx.Environments.Tests.External;

/// <summary>Environments in other processes are what they are in this one, and what goes wrong there is told in a sentence.</summary>
public sealed class ExternalEnvironmentsTests : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("predator-prey", 1)]
    [InlineData("predator-prey", 2)]
    [InlineData("predator-prey", 4)]
    [InlineData("two-quadratics", 1)]
    [InlineData("battle/3m", 2)]
    [InlineData("group-matching", 3)]
    [InlineData("checkers", 1)]
    public void They_are_what_they_are_in_this_process(string name, int processes)
    {
        const int Count = 5;
        using IEnvironmentBatch expected = EnvironmentRegistry.WithBuiltIns().Create(name, null, Count);
        using var external = new ExternalEnvironments("external", ServedProgram.Settings(name) with { Processes = processes }, Count, _lines.Enqueue);
        Assert.Equal(expected.Spec with { Name = "external", Payoffs = null, Scripts = [], ObservationParts = [] }, external.Spec);
        Player here = new(expected), there = new(EnvironmentBatch.Guarded(external));
        for (int environment = 0; environment < Count; environment++)
        {
            IReadOnlyList<Player.PlayedStep> one = here.Play(environment, (ulong)(environment + 7)), other = there.Play(environment, (ulong)(environment + 7));
            Assert.Equal(one.Select(step => step.Result), other.Select(step => step.Result));
            Assert.Equal(one.Select(step => string.Join(" ", step.Digest)), other.Select(step => string.Join(" ", step.Digest)));
        }
    }

    [Fact]
    public void A_list_is_stepped_in_its_order_whichever_programs_hold_it()
    {
        using IEnvironmentBatch expected = EnvironmentRegistry.WithBuiltIns().Create("predator-prey", null, 6);
        using var external = new ExternalEnvironments("external", ServedProgram.Settings("predator-prey") with { Processes = 3 }, 6);
        int[] list = [5, 0, 3, 2];
        EnvironmentSpec spec = expected.Spec;
        float[] one = new float[list.Length * spec.Agents * spec.ObservationSize], other = new float[one.Length];
        StepResult[] ones = new StepResult[list.Length], others = new StepResult[list.Length];
        int[] actions = [.. Enumerable.Range(0, list.Length * spec.Agents).Select(place => place * 7 % 5)];
        foreach (IEnvironmentBatch batch in new[] { expected, external })
        {
            for (int environment = 0; environment < 6; environment++)
            {
                batch.Reset(environment, (ulong)environment);
            }
        }

        for (int step = 0; step < 5; step++)
        {
            expected.Step(list, new JointAction(actions), ones);
            external.Step(list, new JointAction(actions), others);
            expected.WriteObservations(list, one);
            external.WriteObservations(list, other);
            Assert.Equal(ones, others);
            Assert.Equal(one, other);
        }
    }

    [Theory]
    [InlineData("loads", "process 0 ('NAME') wrote \"Loading \" where its greeting was expected; standard output belongs to the protocol, so print to standard error")]
    [InlineData("leaves", "process 0 ('NAME') ended with exit code 3; its last lines: pid PID | no licence")]
    [InlineData("silent", "process 0 ('NAME') did not answer its greeting within 1.5 s; env.start_timeout changes that")]
    [InlineData("protocol-2", "process 0 ('NAME') says what its environments are, but it speaks protocol 2 and this Phalanx 1; update Phalanx, or phalanx_env.py")]
    [InlineData("no-agents", "process 0 ('NAME') says what its environments are, but 'agents' must be there and be a whole number")]
    [InlineData("no-json", "process 0 ('NAME') says what its environments are, but it is no JSON: ")]
    public void A_program_that_does_not_begin_is_told_of(string behaviour, string sentence)
    {
        ExternalSettings settings = ServedProgram.Settings("matrix/qtran", behaviour) with { StartTimeout = behaviour == "silent" ? 1.5 : 120 };
        string rule = Assert.Throws<EnvironmentContractException>(() => new ExternalEnvironments("external", settings, 2, _lines.Enqueue)).Rule;
        AssertTold(settings, sentence, rule);
        AssertNoneIsLeft();
    }

    [Fact]
    public void Programs_that_say_different_things_are_told_of_with_both_values()
    {
        ExternalSettings settings = ServedProgram.Settings("matrix/qtran", "differs") with { Processes = 2 };
        string rule = Assert.Throws<EnvironmentContractException>(() => new ExternalEnvironments("external", settings, 2, _lines.Enqueue)).Rule;
        string command = Regex.Escape(settings.Command);
        Assert.Matches($@"^process 0 \('{command}'\) says that agent_feature_size is \d+, and process 1 \('{command}'\) that it is \d+; they must be equal$", rule);
        AssertNoneIsLeft();
    }

    [Theory]
    [InlineData("hangs", "process 0 ('NAME') did not answer a step of environments 0 to 1 within 1.5 s; env.timeout changes that")]
    [InlineData("exits", "process 0 ('NAME') ended with exit code 7; its last lines: pid PID | out of memory\\u001B[2J")]
    [InlineData("killed", "process 0 ('NAME') was ended by signal 9; its last lines: pid PID")]
    [InlineData("throws", "process 0 ('NAME') says, asked for a step of environments 0 to 1: door 2 is open")]
    [InlineData("long", "process 0 ('NAME') answered a step of environments 0 to 1 with MORE bytes; LENGTH were expected")]
    [InlineData("huge", "process 0 ('NAME') answered a step of environments 0 to 1 with HUGE bytes; LENGTH were expected")]
    [InlineData("other-kind", "process 0 ('NAME') answered a step of environments 0 to 1 with message 4 of kind 5; message 4 of kind 6 (Stepped) was expected")]
    [InlineData("other-number", "process 0 ('NAME') answered a step of environments 0 to 1 with message 5 of kind 6; message 4 of kind 6 (Stepped) was expected")]
    [InlineData("cut", "process 0 ('NAME') ended with exit code 0; its last lines: pid PID")]
    public void A_program_that_does_not_go_on_is_told_of(string behaviour, string sentence)
    {
        ExternalSettings settings = ServedProgram.Settings("matrix/qtran", behaviour) with { Timeout = behaviour == "hangs" ? 1.5 : 120 };
        using (var external = new ExternalEnvironments("external", settings, 2, _lines.Enqueue))
        {
            external.Reset(0, 1);
            external.Reset(1, 2);
            string rule = Assert.Throws<EnvironmentContractException>(() => external.Step([0, 1], new JointAction([0, 0, 0, 0]), new StepResult[2])).Rule;
            long length = new MessageLayout(external.Spec, masks: true).SteppedLength(2);
            AssertTold(settings, WithLengths(sentence, length), rule);
            if (behaviour == "throws")
            {
                Assert.EndsWith(": door 2 is open", rule, StringComparison.Ordinal); // one sentence; the trace is beside it
                Assert.Contains("[external 0] System.InvalidOperationException: door 2 is open", _lines);
            }

            // Asked again it fails again, at once and in a sentence.
            Assert.Throws<EnvironmentContractException>(() => external.Reset(0, 3));
        }

        AssertNoneIsLeft();
    }

    [Fact]
    public void A_program_that_does_not_read_its_question_is_told_of_too()
    {
        const int Count = 9000; // more bytes in a question than a pipe holds
        ExternalSettings settings = ServedProgram.Settings("matrix/qtran", "deaf");
        using (var external = new ExternalEnvironments("external", settings with { Timeout = 2 }, Count, _lines.Enqueue))
        {
            external.Reset(0, 1);
            int[] all = [.. Enumerable.Range(0, Count)];
            long start = Stopwatch.GetTimestamp();
            string rule = Assert.Throws<EnvironmentContractException>(() => external.Step(all, new JointAction(new int[2 * Count]), new StepResult[Count])).Rule;
            AssertTold(settings, "process 0 ('NAME') did not answer a step of environments 0 to 8999 within 2 s; env.timeout changes that", rule);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1.9, 10);
        }

        AssertNoneIsLeft();
    }

    [Theory]
    [InlineData("'it''s here'", "its here")]
    [InlineData("\"it's \\\"so\\\"\"", "it's \"so\"")]
    [InlineData("a\\ b\\'c", "a b'c")]
    [InlineData("$HOME;*", "$HOME;*")]
    public void A_program_is_given_the_words_of_its_command(string word, string given)
    {
        ExternalSettings settings = ServedProgram.Settings(word, "tells");
        string rule = Assert.Throws<EnvironmentContractException>(() => new ExternalEnvironments("external", settings, 1, _lines.Enqueue)).Rule;
        Assert.EndsWith($" | {given}", rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_that_do_not_end_when_they_are_told_are_ended_together()
    {
        var external = new ExternalEnvironments("external", ServedProgram.Settings("matrix/qtran", "stays") with { Processes = 4 }, 4, _lines.Enqueue);
        long start = Stopwatch.GetTimestamp();
        external.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1.9, 5);
        Assert.Equal(4, _lines.Count);
        AssertNoneIsLeft();
    }

    [Theory]
    [InlineData("", "", 1, "env.command is empty; it must be the program that is the environment, such as \"python3 my_env.py\", or env.address where it listens")]
    [InlineData("a", "unix:/b", 1, "env.command and env.address are both given; one of them names the program")]
    [InlineData("", "unix:/b", 2, "env.processes is 2; it must be 1 where env.address names a program that runs already")]
    [InlineData("'a", "", 1, "env.command is the text ''a'; it must be words; this opens a quote (') that is not closed")]
    [InlineData("", "10.0.0.1:5005", 1, "env.address is the text '10.0.0.1:5005'; it must be unix: and a path, or an address of this machine with a port, such as 127.0.0.1:5005")]
    [InlineData("", "127.0.0.1", 1, "env.address is the text '127.0.0.1'; it must be unix: and a path, or an address of this machine with a port, such as 127.0.0.1:5005")]
    [InlineData("no-such-program-anywhere", "", 1, "env.command: cannot start 'no-such-program-anywhere': ")]
    public void Settings_that_cannot_work_are_refused(string command, string address, int processes, string sentence)
    {
        var settings = new ExternalSettings { Command = command, Address = address, Processes = processes };
        string told = Assert.Throws<UserErrorException>(() => new ExternalEnvironments("external", settings, 2)).Message;
        Assert.StartsWith(sentence, told, StringComparison.Ordinal);
    }

    [Fact]
    public void More_environments_than_the_programs_can_hold_are_refused_before_any_starts()
    {
        ExternalSettings settings = ServedProgram.Settings("matrix/qtran") with { Most = 1, Processes = 3 };
        string told = Assert.Throws<UserErrorException>(() => new ExternalEnvironments("external", settings, 4, _lines.Enqueue)).Message;
        Assert.Equal("4 environments are wanted, and there can be 3: env.most is 1 and env.processes is 3; rollout.environments says how many episodes are played at once", told);
        Assert.Empty(_lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_program_that_listens_is_found(bool unix)
    {
        string path = _folder["here.sock"];
        using var listener = new Socket(unix ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        listener.Bind(unix ? new UnixDomainSocketEndPoint(path) : new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Task serving = Task.Run(async () =>
        {
            using Socket accepted = await listener.AcceptAsync();
            await using var stream = new NetworkStream(accepted);
            EnvironmentServer.Serve(stream, stream, (settings, count) => EnvironmentRegistry.WithBuiltIns().Create("predator-prey", null, count));
        });
        var settings = new ExternalSettings { Address = unix ? $"unix:{path}" : $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}" };
        using (var external = new ExternalEnvironments("external", settings, 2))
        {
            Assert.NotEmpty(new Player(external).Play(1, 5));
        }

        await serving.WaitAsync(TimeSpan.FromMinutes(2)); // it was told that nothing more is asked
    }

    [Fact]
    public void Where_nothing_listens_it_is_told_after_the_time_of_the_start()
    {
        var settings = new ExternalSettings { Address = $"unix:{_folder["none.sock"]}", StartTimeout = 0.2 };
        string rule = Assert.Throws<EnvironmentContractException>(() => new ExternalEnvironments("external", settings, 1)).Rule;
        Assert.StartsWith($"nothing listens at {settings.Address}: ", rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_end_with_their_batch()
    {
        using (var external = new ExternalEnvironments("external", ServedProgram.Settings("matrix/qtran") with { Processes = 3 }, 3, _lines.Enqueue))
        {
            external.Reset(2, 1);
        }

        Assert.Equal(3, _lines.Count);
        AssertNoneIsLeft();
    }

    [Fact]
    public void A_Ctrl_C_does_not_end_a_program_that_is_served_by_standard_input_and_output()
    {
        if (OperatingSystem.IsLinux())
        {
            using var external = new ExternalEnvironments("external", ServedProgram.Settings("matrix/qtran"), 1, _lines.Enqueue);
            Assert.True(SpinWait.SpinUntil(() => !_lines.IsEmpty, TimeSpan.FromSeconds(20)));
            RunningPrograms.Interrupt(int.Parse(Assert.Single(_lines).Split("pid ")[1], CultureInfo.InvariantCulture));
            Thread.Sleep(100);
            external.Reset(0, 1);
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var external = new ExternalEnvironments("external", ServedProgram.Settings("predator-prey"), 2);
        external.Reset(0, 1);
        external.Reset(1, 2);
        int[] list = [0, 1], actions = new int[2 * external.Spec.Agents];
        StepResult[] results = new StepResult[2];
        float[] seen = new float[2 * external.Spec.Agents * external.Spec.ObservationSize];
        void Step()
        {
            external.Step(list, new JointAction(actions), results);
            external.WriteObservations(list, seen);
        }

        Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            Step();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void AssertTold(ExternalSettings settings, string sentence, string told)
    {
        string pid = _lines.Select(line => line.Split("pid ") is [_, string number] ? number : null).OfType<string>().FirstOrDefault() ?? "";
        Assert.StartsWith(
            sentence.Replace("NAME", settings.Command, StringComparison.Ordinal).Replace("PID", pid, StringComparison.Ordinal),
            told,
            StringComparison.Ordinal);
    }

    private static string WithLengths(string sentence, long length) => sentence
        .Replace("LENGTH", length.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("MORE", (length + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("HUGE", (length + 0xFF000000L).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private void AssertNoneIsLeft()
    {
        int[] started = [.. _lines.Where(line => line.Contains("] pid ", StringComparison.Ordinal)).Select(line => int.Parse(line.Split("pid ")[1], CultureInfo.InvariantCulture))];
        Assert.NotEmpty(started);
        Assert.All(started, pid => Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid)));
    }
}
