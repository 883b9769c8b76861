using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Policies;

/// <summary>
/// A team that looks at nothing: every agent does whatever it may, all equally likely, in tests too. What one that has learned is measured against.
/// </summary>
public static class RandomPolicy
{
    /// <summary>The team of an environment.</summary>
    /// <param name="environment">What the environment is.</param>
    public static Policy Of(EnvironmentSpec environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new Policy(TeamShape.Of(environment), new Blind(environment.Actions.Count), new Anything()) { ContinuousRule = new Anywhere() };
    }

    /// <summary>Says nothing of the actions: the rules do not read it.</summary>
    private sealed class Blind(int actions) : IActingNetwork<float>
    {
        public int HiddenSize => 0;

        public Tensor<float> Act(Tape<float> tape, AgentInputs<float> inputs, Span<float> hiddenStates) => tape.Arena.Rent((1, inputs.Rows, actions));
    }

    private sealed class Anything : IActionRule
    {
        public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream) =>
            EpsilonGreedy.Any(available, ref stream);
    }

    private sealed class Anywhere : IContinuousActionRule
    {
        public void Choose(ReadOnlySpan<float> outputs, ActionSpec actions, RunProgress progress, ref RandomStream stream, Span<float> action) =>
            EvenDraw.Fill(actions, ref stream, action);
    }
}
