using static Phalanx.Environments.Tests.PredatorPreyTests;

namespace Phalanx.Environments.Tests;

/// <summary>What holds at every step of every episode.</summary>
public sealed class PredatorPreyPlayTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_two_entities_share_a_cell_prey_only_become_fewer_and_rewards_keep_their_bounds(bool crowded)
    {
        PredatorPreySettings settings = crowded ? new() { Height = 5, Width = 5 } : new();
        var hunt = new PredatorPrey(settings, 1);
        for (ulong seed = 0; seed < 30; seed++)
        {
            int before = settings.Prey;
            double total = 0;
            RandomPlay.Play(hunt, seed, int.MaxValue, result =>
            {
                IReadOnlyList<FrameItem> items = hunt.Draw(0).Shown();
                Assert.Equal(items.Count, items.Select(item => (item.X, item.Y)).Distinct().Count());
                int prey = PreyOf(hunt).Length;
                Assert.InRange(prey, 0, before);
                Assert.InRange(result.Reward, -2 * before, 10 * (before - prey));
                Assert.True(items.Count - prey <= settings.Agents - (2 * (settings.Prey - prey)));
                (before, total) = (prey, total + result.Reward);
            });

            float[] statistics = Statistics(hunt);
            Assert.Equal(settings.Prey - before, statistics[0]);
            Assert.Equal(total, (10 * statistics[0]) - (2 * statistics[1]), 1e-9);
            Assert.InRange(statistics[0], 0, 4);
        }
    }

    [Fact]
    public void Entities_say_the_same_as_the_state_and_the_windows()
    {
        var hunt = new PredatorPrey(new PredatorPreySettings { Agents = 5, Prey = 4, Height = 6, Width = 5 }, 1);
        for (ulong seed = 0; seed < 20; seed++)
        {
            RandomPlay.Play(hunt, seed, 40, _ => AssertEntitiesFit(hunt, agents: 5, prey: 4, height: 6, width: 5));
        }
    }

    [Fact]
    public void An_entity_is_its_tag_its_kind_its_place_and_its_life()
    {
        PredatorPrey hunt = Placed([(0, 0), (9, 3)], [(1, 2)]);
        (float[] rows, bool[] absent, bool[] hidden) = EntitiesOf(hunt);
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 3 / 9f, 1], rows[13..26]);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1 / 9f, 2 / 9f, 1], rows[(8 * 13)..(9 * 13)]);
        Assert.Equal([0, 1, 8], Enumerable.Range(0, 16).Where(entity => !absent[entity]));
        Assert.Equal([0, 8, 17], Enumerable.Range(0, 8 * 16).Where(pair => !hidden[pair]));
    }

    [Fact]
    public void An_episode_does_not_depend_on_how_many_worlds_there_are_nor_on_their_order()
    {
        const int Count = 7;
        const int Steps = 40;
        var together = new PredatorPrey(new PredatorPreySettings(), Count);
        var alone = new PredatorPrey(new PredatorPreySettings(), 1);
        int[] order = [6, 2, 0, 5, 1, 4, 3];
        int[] actions = new int[Count * 8];
        var results = new StepResult[Count];
        float[] states = new float[Count * 300];
        foreach (int world in order)
        {
            together.Reset(world, (ulong)world);
        }

        for (int step = 0; step < Steps; step++)
        {
            for (int index = 0; index < actions.Length; index++)
            {
                actions[index] = ActionOf(step, order[index / 8], index % 8);
            }

            together.Step(order, new JointAction(actions), results);
        }

        together.WriteState(order, states);
        for (int row = 0; row < Count; row++)
        {
            alone.Reset(0, (ulong)order[row]);
            StepResult last = default;
            for (int step = 0; step < Steps; step++)
            {
                last = alone.Step([.. Enumerable.Range(0, 8).Select(agent => ActionOf(step, order[row], agent))]);
            }

            Assert.Equal(last, results[row]);
            Assert.Equal(alone.State(), states[(row * 300)..((row + 1) * 300)]);
        }

        static int ActionOf(int step, int world, int agent) => ((step * 7) + (world * 5) + (agent * 3)) % 6;
    }

    // Means of an independent implementation over 20,000 episodes, with the deviations it found.
    [Theory]
    [InlineData(0, 5.28, 6.19)]
    [InlineData(-2, -93.27, 25.4)]
    [InlineData(-4, -191.8, 46.8)]
    public void Agents_that_act_at_random_score_as_published(double punishment, double score, double deviation)
    {
        const int Episodes = 3_000;
        (double mean, double error) = RandomPlay.Returns(new PredatorPrey(new PredatorPreySettings { Punishment = punishment }, 1), Episodes);
        Assert.InRange(error * Math.Sqrt(Episodes), 0.9 * deviation, 1.1 * deviation);
        Assert.InRange(mean, score - (4 * error), score + (4 * error));
    }

    private static void AssertEntitiesFit(PredatorPrey hunt, int agents, int prey, int height, int width)
    {
        (float[] rows, bool[] absent, bool[] hidden) = EntitiesOf(hunt);
        int entities = agents + prey;
        float[] state = new float[height * width * 3];
        int size = agents + 5;
        for (int entity = 0; entity < entities; entity++)
        {
            float[] rest = rows[((entity * size) + agents)..((entity + 1) * size)];
            Assert.Equal(absent[entity] ? 0 : 1, rest[4]);
            if (!absent[entity])
            {
                int cell = (int)(MathF.Round(rest[2] * (height - 1)) * width) + (int)MathF.Round(rest[3] * (width - 1));
                state[(cell * 3) + (entity < agents ? 0 : 1)] = 1;
            }
        }

        Assert.Equal(state, hunt.State());
        float[][] windows = [.. hunt.Observations().Chunk(75)];
        for (int agent = 0; agent < agents; agent++)
        {
            Assert.Equal(absent[agent], hidden[(agent * entities) + agent]);
            Assert.Equal(windows[agent].Sum(), hidden[(agent * entities)..((agent + 1) * entities)].Count(unseen => !unseen));
        }
    }

    private static (float[] Rows, bool[] Absent, bool[] Hidden) EntitiesOf(PredatorPrey hunt)
    {
        EntitySpec entities = hunt.Spec.Entities!;
        float[] rows = new float[entities.Count * entities.Width];
        bool[] absent = new bool[entities.Count];
        bool[] hidden = new bool[hunt.Spec.Agents * entities.Count];
        hunt.WriteEntities([0], rows, absent, hidden);
        return (rows, absent, hidden);
    }
}
