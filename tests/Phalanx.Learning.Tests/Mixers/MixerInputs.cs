using Phalanx.Learning.Mixers;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Mixers;

/// <summary>What mixers are given in tests: one slot of some episodes, in which agents are described by their ids unless features are given.</summary>
internal static class MixerInputs
{
    public static MixerInput<double> Of(double[] values, double[] states, int episodes, double[]? features = null, int[]? actions = null, double[]? alive = null)
    {
        var tape = new Tape<double>();
        int agents = values.Length / episodes;
        features ??= [.. Enumerable.Range(0, episodes * agents * agents).Select(i => i / agents % agents == i % agents ? 1.0 : 0.0)];
        return new MixerInput<double>
        {
            Values = tape.Leaf(tape.Arena.RentCopy((1, episodes, agents), values)),
            States = tape.Constant(tape.Arena.RentCopy((1, episodes, states.Length / episodes), states)),
            Actions = tape.Indices.RentCopy((1, episodes * agents), actions ?? new int[episodes * agents]),
            Utilities = default,
            Available = default,
            Alive = alive is null ? null : tape.Arena.RentCopy((1, episodes * agents), alive),
            AgentFeatures = tape.Arena.RentCopy((1, episodes, agents, features.Length / episodes / agents), features),
        };
    }

    /// <summary>One slot of joint actions, with the values of all actions of every agent, which are all available.</summary>
    public static MixerInput<double> OfJointActions(double[] utilities, int[][] joint, double[] state)
    {
        int agents = joint[0].Length;
        int choices = utilities.Length / agents;
        double[] values = [.. joint.SelectMany(actions => actions.Select((action, agent) => utilities[(agent * choices) + action]))];
        MixerInput<double> input = Of(
            values, [.. joint.SelectMany(_ => state)], joint.Length, actions: [.. joint.SelectMany(actions => actions)]);
        Arena<double> arena = input.Tape.Arena;
        Shape all = (1, joint.Length * agents, choices);
        return input with
        {
            Utilities = arena.RentCopy(all, [.. joint.SelectMany(_ => utilities)]),
            Available = arena.RentCopy(all, [.. Enumerable.Repeat(1.0, all.Count)]),
        };
    }
}
