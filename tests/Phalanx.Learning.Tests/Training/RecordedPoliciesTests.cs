using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Phalanx.Acting;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>
/// The policies in tests/fixtures/policies, with what a team sees and does: tests of Phalanx.Acting read them without this project. Here they are held against what
/// networks export today. With PHALANX_RECORD_POLICIES=folder they are recorded anew.
/// </summary>
public class RecordedPoliciesTests
{
    private const int Steps = 24;
    private const int Hidden = 20;

    public static TheoryData<string, string> Recorded => new()
    {
        { "recurrent", "qmix" },
        { "recurrent-plain", "qmix, last action False, id False" },
        { "quantile", "dmix" },
        { "actor", "maddpg on numbers" },
        { "actor-gaussian", "fsv on numbers" },
        { "attention", "refil with Attention" },
        { "attention-without-memory", "refil with Attention without memory" },
        { "pool-max", "refil with Max" },
        { "pool-mean", "refil with Mean without memory" },
        { "agents-alone", "qmix with one agent and one action" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recorded_policy_is_what_its_network_exports(string file, string form)
    {
        (Policy policy, ExportedPolicy exported) = ExportedTeams.Of(form, Hidden);
        if (Environment.GetEnvironmentVariable("PHALANX_RECORD_POLICIES") is { Length: > 0 } folder)
        {
            exported.Save(Path.Combine(folder, $"{file}.safetensors"));
            File.WriteAllText(Path.Combine(folder, $"{file}.json"), Play(policy, exported).ToJsonString() + "\n");
        }

        var recorded = PolicyFile.Read(Fixtures.File($"policies/{file}.safetensors"));
        Assert.Equal(exported.Description.ToJson(), recorded.Description.ToJson());
        Assert.Equal(exported.Tensors.Select(tensor => tensor.Name), recorded.Tensors.Select(tensor => tensor.Name));
        foreach (PolicyTensor tensor in exported.Tensors)
        {
            // Nearly: the mean of a quantile network is computed by kernels whose bits depend on the register width.
            Assert.All(tensor.Values.ToArray().Zip(recorded.TensorOf(tensor.Name).Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }

        Assert.Equal(Play(policy, recorded).ToJsonString(), File.ReadAllText(Fixtures.File($"policies/{file}.json")).TrimEnd());
    }

    /// <summary>Two episodes: what is seen, the bits of all outputs, and what is done.</summary>
    private static JsonArray Play(Policy policy, ExportedPolicy exported)
    {
        PolicyTeam team = new ActingPolicy(exported).CreateTeam();
        var game = new SyntheticGame(policy);
        JsonArray steps = [];
        for (int step = 0; step < Steps; step++)
        {
            if (step == Steps / 2)
            {
                team.Begin();
            }

            game.Draw();
            game.Act(team);
            bool entities = exported.Description.Entities is not null;
            steps.Add(new JsonObject
            {
                ["begins"] = step % (Steps / 2) == 0,
                ["seen"] = Bytes<float>(entities ? game.Rows : game.Observations),
                ["absent"] = entities ? Bytes<bool>(game.Absent) : "",
                ["hidden"] = entities ? Bytes<bool>(game.Hidden) : "",
                ["available"] = Bytes<bool>(game.Available),
                ["outputs"] = Bytes(team.Outputs),
                ["actions"] = exported.Description.Actions.IsDiscrete ? Bytes<int>(game.ShippedActions) : Bytes<float>(game.ShippedNumbers),
            });
        }

        return steps;
    }

    private static string Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Convert.ToBase64String(MemoryMarshal.AsBytes(values));
}
