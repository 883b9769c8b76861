using Phalanx.Cli.Benchmarks;

namespace Phalanx.Cli.Tests.Benchmarks;

/// <summary>
/// The model against a table that was computed with another program: 8 slots a machine, E episodes of 60 to 180 steps, 6.4 MB a full episode, 269 ms a training
/// step. What that table does not tell was chosen: 117.5 MB/s of 1 GbE and ten times that of 10 GbE, 3.9 ns a byte (record codec and TLS, both sides) paid by
/// the slot, lengths drawn evenly, the mean of 100 rounds.
/// </summary>
public class RolloutModelTests
{
    private const double OneGigabit = 117.5e6;
    private const double TenGigabit = 1175e6;

    public static TheoryData<double, int, double, double, int, double, int?> Table => new()
    {
        // ms a step, E, training steps an episode, line, machines, speed-up, learner's share in %
        { 20, 64, 0.125, OneGigabit, 2, 1.7, 16 },
        { 20, 64, 0.125, OneGigabit, 8, 3.7, 35 },
        { 20, 64, 0.125, OneGigabit, 16, 3.7, null },
        { 20, 64, 0.125, OneGigabit, 32, 3.7, null },
        { 20, 256, 0.125, OneGigabit, 2, 1.8, 18 },
        { 20, 256, 0.125, OneGigabit, 4, 2.9, 29 },
        { 20, 256, 0.125, OneGigabit, 8, 4.3, 42 },
        { 20, 256, 0.125, OneGigabit, 16, 4.5, 45 },
        { 20, 256, 0.125, OneGigabit, 32, 4.5, null },
        { 20, 256, 0.125, TenGigabit, 32, 7.1, 70 },
        { 20, 64, 1, OneGigabit, 2, 1.3, 60 },
        { 20, 64, 1, OneGigabit, 4, 1.6, 72 },
        { 20, 64, 1, OneGigabit, 8, 1.8, 81 },
        { 20, 64, 1, OneGigabit, 16, 1.8, null },
        { 20, 64, 1, OneGigabit, 32, 1.8, null },
        { 1, 64, 0.125, TenGigabit, 4, 1.3, 85 },
        { 1, 64, 0.125, TenGigabit, 8, 1.3, null },
        { 1, 64, 0.125, TenGigabit, 16, 1.3, null },
        { 1, 64, 0.125, TenGigabit, 32, 1.3, null },
        { 1, 64, 0.125, OneGigabit, 2, 0.7, null },
        { 0.1, 64, 0.125, OneGigabit, 2, 0.5, null },
        { 0.1, 64, 0.125, TenGigabit, 2, 0.9, null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_table_comes_out_to_the_digit(double milliseconds, int episodes, double trainingSteps, double line, int machines, double speedUp, int? share)
    {
        RolloutModel model = Model(milliseconds, episodes, trainingSteps);
        ModelledRound round = model.On(machines, line);
        Assert.Equal(speedUp, Math.Round(model.Alone.Seconds / round.Seconds, 1));
        Assert.True(share is null || share == Math.Round(100 * round.LearnerShare), $"the learner's share is {100 * round.LearnerShare} %");
    }

    /// <summary>Three figures of that table lie at the edge of a digit, and come out one unit beside it.</summary>
    [Fact]
    public void Three_figures_come_out_a_unit_beside_the_table()
    {
        RolloutModel first = Model(20, 64, 0.125);
        Assert.InRange(first.Alone.Seconds / first.On(4, OneGigabit).Seconds, 2.55, 2.65); // 2.6x (24 %)
        Assert.InRange(100 * first.On(4, OneGigabit).LearnerShare, 24, 25);
        RolloutModel second = Model(20, 256, 0.125);
        Assert.InRange(second.Alone.Seconds / second.On(16, TenGigabit).Seconds, 5.55, 5.75); // 5.7x
        RolloutModel fourth = Model(1, 64, 0.125);
        Assert.InRange(fourth.Alone.Seconds / fourth.On(2, TenGigabit).Seconds, 1.1, 1.2); // 1.2x (77 %)
        Assert.InRange(100 * fourth.On(2, TenGigabit).LearnerShare, 76, 78);
    }

    [Theory]
    [InlineData(20, 64, 0.125, OneGigabit, 32, "the longest episode")]
    [InlineData(20, 256, 0.125, OneGigabit, 32, "network")]
    [InlineData(20, 64, 1, OneGigabit, 8, "learner")]
    [InlineData(1, 64, 0.125, TenGigabit, 8, "learner")]
    [InlineData(0.1, 64, 0.125, OneGigabit, 2, "network")]
    [InlineData(20, 64, 0.125, OneGigabit, 2, "playing")]
    public void What_limits_is_told(double milliseconds, int episodes, double trainingSteps, double line, int machines, string limit) =>
        Assert.Equal(limit, Model(milliseconds, episodes, trainingSteps).On(machines, line).Limit);

    /// <summary>Computed by hand: three episodes of 10 steps of a second on two slots, 100 bytes a step, a line of 500 bytes a second.</summary>
    [Fact]
    public void A_round_is_the_one_computed_by_hand()
    {
        var model = new RolloutModel
        {
            StepSeconds = 1, Episodes = 3, TrainingSteps = 2, TrainingStepSeconds = 5, BytesPerStep = 100, SecondsPerByte = 0.001, Lengths = [10], Slots = 1,
        };
        Assert.Equal(new ModelledRound(30, 0, 10, false), model.Alone);
        ModelledRound round = model.On(2, 500);
        Assert.Equal((22, 2, 10, 34), (round.Playing, round.Waiting, round.Learning, round.Seconds)); // 11 s each with its bytes; two waves; 2 s on the line
        Assert.True(model.On(3, 500).IsOneWave);
        Assert.Equal(11 + 6, model.On(3, 500).Playing + model.On(3, 500).Waiting, 9);
    }

    private static RolloutModel Model(double milliseconds, int episodes, double trainingSteps) => new()
    {
        StepSeconds = milliseconds / 1000,
        Episodes = episodes,
        TrainingSteps = trainingSteps * episodes,
        TrainingStepSeconds = 0.269,
        BytesPerStep = 6.4e6 / 180,
        SecondsPerByte = 3.9e-9,
        Lengths = [.. Enumerable.Range(60, 121)],
    };
}
