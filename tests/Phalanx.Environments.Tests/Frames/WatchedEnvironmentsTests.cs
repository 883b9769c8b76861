namespace Phalanx.Environments.Tests;

/// <summary>What all built-in environments offer to those who watch.</summary>
public sealed class WatchedEnvironmentsTests : IDisposable
{
    private static readonly EnvironmentRegistry BuiltIns = EnvironmentRegistry.WithBuiltIns();

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. BuiltIns.Names.Where(name => name != "external")]; // which tells of no pictures

    /// <summary>Of which statistics the amounts, or the numbers, of which events are the sum.</summary>
    public static TheoryData<string, string, bool> Counted => new()
    {
        { "predator-prey", FrameEvents.Capture, true },
        { "hunt", FrameEvents.Capture, true },
        { "checkers", FrameEvents.Capture, true },
        { "lbf/8x8-2p-3f", FrameEvents.Capture, true },
        { "switch-2", FrameEvents.Deliver, true },
        { "mpe/spread", FrameEvents.Collide, false },
        { "mpe/tag", FrameEvents.Collide, false },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_and_parts_cover_actions_and_observations(string name)
    {
        EnvironmentSpec spec = BuiltIns[name].Create(RunnableSettings.Of(BuiltIns[name], _folder), 1).Spec;

        Assert.Empty(spec.Problems());
        Assert.True(spec.Actions.Names.Count == spec.Actions.Count || spec.Payoffs is not null || name.StartsWith("matrix/", StringComparison.Ordinal));
        Assert.True(spec.ObservationParts.Count == 0 || spec.ObservationParts.Sum(part => part.Size) == spec.ObservationSize);
        Assert.True(spec.ObservationParts.Count > 0 || spec.Payoffs is not null || name is "two-quadratics" or "matrix/resq-noisy");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_agent_of_a_world_is_an_item_and_keeps_its_id(string name)
    {
        IEnvironmentBatch batch = BuiltIns[name].Create(RunnableSettings.Of(BuiltIns[name], _folder), 1);
        batch.Reset(0, 1);
        if (batch.Draw(0) is not { } first || name.StartsWith("squeeze", StringComparison.Ordinal) || name == "two-quadratics")
        {
            return;
        }

        (int?, int?)[] agents = AgentsOf(first);
        Assert.Equal(Enumerable.Range(0, batch.Spec.Agents).Cast<int?>(), agents.Select(agent => agent.Item1));
        RandomPlay.Play(batch, 1, int.MaxValue, _ => Assert.Equal(agents, AgentsOf(batch.Draw(0)!)));
        Assert.All(first.Items, item => Assert.NotNull(item.Id));
        Assert.True(batch.Spec.Entities is null || first.Items.Count(item => item.Entity is not null) == batch.Spec.Entities.Count);
    }

    [Theory]
    [MemberData(nameof(Counted))]
    public void Events_add_up_to_the_statistics(string name, string kind, bool byAmount)
    {
        IEnvironmentBatch batch = BuiltIns[name].Create(null, 1);
        double all = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            batch.Reset(0, seed);
            Assert.Empty(batch.Draw(0)!.Events);
            double sum = 0;
            RandomPlay.Play(batch, seed, int.MaxValue, _ =>
            {
                FrameEvent[] events = [.. batch.Draw(0)!.Events];
                Assert.All(events, happened => Assert.Equal(kind, happened.Kind));
                sum += byAmount ? events.Sum(happened => happened.Amount) : events.Length;
            });

            float[] statistics = new float[batch.Spec.Statistics.Count];
            batch.WriteStatistics([0], statistics);
            double expected = name == "checkers" ? statistics.Sum() : statistics[0];
            Assert.Equal(expected, sum, 1e-6);
            all += sum;
        }

        Assert.True(all > 0);
    }

    private static (int?, int?)[] AgentsOf(Frame frame) => [.. frame.Items.Where(item => item.Agent is not null).Select(item => (item.Agent, item.Id)).Order()];
}
