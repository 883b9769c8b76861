using System.Diagnostics;
using System.Globalization;

namespace Phalanx.Acting.Tests;

/// <summary>How long a step of a team takes: eight agents with a hundred observed numbers each, a memory of 64 and 14 actions.</summary>
internal static class StepTime
{
    private const int Agents = 8;
    private const int Observed = 100;
    private const int Actions = 14;
    private const int Hidden = 64;
    private const int Steps = 2000;
    private const int Rounds = 15;

    /// <summary>The median of some rounds of many steps, in microseconds, on one thread.</summary>
    public static string Measure()
    {
        PolicyTeam team = new ActingPolicy(Policy()).CreateTeam();
        var random = new Random(1);
        float[] seen = [.. Enumerable.Range(0, Agents * Observed).Select(_ => (2 * random.NextSingle()) - 1)];
        bool[] available = [.. Enumerable.Repeat(true, Agents * Actions)];
        int[] actions = new int[Agents];
        var rounds = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int step = 0; step < Steps; step++)
            {
                team.Act(seen, available, actions);
            }

            rounds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Steps);
        }

        rounds.Sort();
        return rounds[Rounds / 2].ToString("F1", CultureInfo.InvariantCulture);
    }

    private static ExportedPolicy Policy()
    {
        PolicyOperation[] operations =
        [
            new LinearOperation(
                "observation", "seen", "fc1.weight", "fc1.bias", PolicyActivation.Relu, new PolicyLookup(PolicyIndex.LastAction, "fc1.last_action"), new PolicyLookup(PolicyIndex.Agent, "fc1.agent")),
            new GruOperation("seen", "state", "rnn.weight_ih", "rnn.weight_hh", "rnn.bias_ih", "rnn.bias_hh"),
            new LinearOperation("state", "value", "fc2.weight", "fc2.bias", PolicyActivation.None),
        ];
        PolicyTensor[] tensors =
        [
            Tensor("fc1.weight", Hidden, Observed), Tensor("fc1.bias", Hidden), Tensor("fc1.last_action", Actions, Hidden), Tensor("fc1.agent", Agents, Hidden),
            Tensor("rnn.weight_ih", 3 * Hidden, Hidden), Tensor("rnn.weight_hh", 3 * Hidden, Hidden), Tensor("rnn.bias_ih", 3 * Hidden), Tensor("rnn.bias_hh", 3 * Hidden),
            Tensor("fc2.weight", Actions, Hidden), Tensor("fc2.bias", Actions),
        ];
        return new ExportedPolicy(
            new PolicyDescription(Description.DescribedPolicies.Origin, Agents, Observed, null, PolicyActions.Discrete(Actions), Hidden, operations, PolicyActionKind.Argmax), tensors);
    }

    private static PolicyTensor Tensor(string name, params int[] shape) => Description.DescribedPolicies.Tensor(name, shape);
}
