using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning;
using Phalanx.Learning.Policies;

namespace Phalanx.Export.Tests;

/// <summary>Rules that choose as others do, and keep the outputs that they chose from.</summary>
internal sealed class ListeningRule(IActionRule rule, List<float> outputs) : IActionRule
{
    public int Choose(ReadOnlySpan<float> values, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream)
    {
        outputs.AddRange(values);
        return rule.Choose(values, available, progress, ref stream);
    }
}

/// <summary>The same for numbers.</summary>
internal sealed class ListeningContinuousRule(IContinuousActionRule rule, List<float> outputs) : IContinuousActionRule
{
    public void Choose(ReadOnlySpan<float> values, ActionSpec actions, RunProgress progress, ref RandomStream stream, Span<float> action)
    {
        outputs.AddRange(values);
        rule.Choose(values, actions, progress, ref stream, action);
    }
}
