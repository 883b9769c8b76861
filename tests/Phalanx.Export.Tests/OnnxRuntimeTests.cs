using Phalanx.Acting;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;

namespace Phalanx.Export.Tests;

/// <summary>A model acts in ONNX Runtime as the team does that it was made of.</summary>
public class OnnxRuntimeTests
{
    private const int Steps = 200;
    private const int EpisodeSteps = 70;

    public static TheoryData<string> Teams => ExportedTeams.Names;

    [Theory]
    [MemberData(nameof(Teams))]
    public void A_model_values_and_acts_as_its_team_does(string name)
    {
        (Policy policy, ExportedPolicy exported) = ExportedTeams.Of(name);
        byte[] model = OnnxModel.Of(exported).ToArray();
        PlayedTeam[] worlds = [new(policy), new(policy), new(policy)];
        int agents = policy.Team.Agents;
        int[] all = [.. Enumerable.Range(0, agents)];
        using var three = new OnnxTeam(model, all);
        using var one = new OnnxTeam(model, all);
        using var last = policy.Network.SeesEntities ? null : new OnnxTeam(model, agents - 1);
        var stream = new RandomStream(3, StreamPurpose.Named("onnx"), 0);
        HashSet<string> done = [];
        for (int step = 0; step < Steps; step++)
        {
            if (step % EpisodeSteps == 0)
            {
                Array.ForEach(worlds, world => world.Begin());
                three.Begin();
                one.Begin();
                last?.Begin();
            }

            foreach (PlayedTeam world in worlds)
            {
                world.Step(ref stream);
            }

            three.Step(worlds);
            AssertEqual([.. worlds.SelectMany(world => world.Values)], three.Values);
            AssertActs(worlds, three.Actions);
            one.Step(worlds[0]);
            AssertEqual(worlds[0].Values, one.Values);
            AssertActs([worlds[0]], one.Actions);
            last?.Step(worlds[1]);
            if (last is not null)
            {
                AssertEqual(last.Own(worlds[1].Values, agents), last.Values);
                AssertEqual(last.Own(worlds[1].Actions, agents), last.Actions);
            }

            done.Add(string.Join(' ', one.Actions));
        }

        Assert.True(done.Count > 3 || policy.Team.Actions == 1, $"A team that did only {done.Count} things was hardly tried.");
    }

    private static void AssertActs(PlayedTeam[] worlds, float[] actions) => AssertEqual([.. worlds.SelectMany(world => world.Actions)], actions);

    private static void AssertEqual(IReadOnlyList<float> expected, float[] actual)
    {
        Assert.Equal(expected.Count, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, 1e-5 * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
