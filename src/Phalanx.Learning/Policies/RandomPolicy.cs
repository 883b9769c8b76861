using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Policies;

/// <summary>
/// A team that ignores its observations: every agent draws uniformly from its available actions, in tests too. It is the baseline for learned teams.
/// </summary>
public static class RandomPolicy
{
    /// <summary>The team of an environment.</summary>
    /// <param name="environment">What the environment is.</param>
    public static Policy Of(EnvironmentSpec environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new Policy(TeamShape.Of(environment), new UnreadNetwork(environment.Actions.Count), new UniformActionRule())
        {
            ContinuousRule = new UniformContinuousActionRule(),
        };
    }

    /// <summary>Its outputs have no meaning: the rules do not read them.</summary>
    private sealed class UnreadNetwork(int actions) : IActingNetwork<float>
    {
        public int HiddenSize => 0;

        public Tensor<float> Act(Tape<float> tape, AgentInputs<float> inputs, Span<float> hiddenStates) => tape.Arena.Rent((1, inputs.Rows, actions));
    }

    private sealed class UniformActionRule : IActionRule
    {
        public OutputKind Outputs => OutputKind.None;

        public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream) =>
            EpsilonGreedy.DrawAvailable(available, ref stream);
    }

    private sealed class UniformContinuousActionRule : IContinuousActionRule
    {
        public void Choose(ReadOnlySpan<float> outputs, ActionSpec actions, RunProgress progress, ref RandomStream stream, Span<float> action) =>
            UniformDraw.Fill(actions, ref stream, action);
    }
}
