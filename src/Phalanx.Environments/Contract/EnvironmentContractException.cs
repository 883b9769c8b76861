using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>
/// An environment, or the code that steps it, broke a rule of the contract. The message is one sentence that says where and which:
/// <c>environment 'my-game', episode seed 42, step 7: the reward is NaN; rewards must be finite</c>.
/// </summary>
public sealed class EnvironmentContractException : Exception, IExplained
{
    /// <summary>A rule that is broken outside of any episode.</summary>
    /// <param name="environment">The name of the environment.</param>
    /// <param name="rule">What is wrong and what would be right, without a full stop.</param>
    public EnvironmentContractException(string environment, string rule)
        : base(Shown.Lines($"environment '{environment}': {rule}"))
    {
        Environment = environment;
        Rule = rule;
    }

    /// <summary>A rule that is broken in an episode.</summary>
    /// <param name="environment">The name of the environment.</param>
    /// <param name="episodeSeed">The seed the episode was reset with; it brings the episode back.</param>
    /// <param name="step">How many steps of the episode were complete.</param>
    /// <param name="rule">What is wrong and what would be right, without a full stop.</param>
    public EnvironmentContractException(string environment, ulong episodeSeed, int step, string rule)
        : base(Shown.Lines(string.Create(CultureInfo.InvariantCulture, $"environment '{environment}', episode seed {episodeSeed}, step {step}: {rule}")))
    {
        Environment = environment;
        EpisodeSeed = episodeSeed;
        Step = step;
        Rule = rule;
    }

    /// <summary>The name of the environment.</summary>
    public string Environment { get; }

    /// <summary>The seed of the episode, when it happened in one.</summary>
    public ulong? EpisodeSeed { get; }

    /// <summary>How many steps of the episode were complete, when it happened in one.</summary>
    public int? Step { get; }

    /// <summary>What is wrong and what would be right.</summary>
    public string Rule { get; }

    /// <summary>What a default method throws for something that the specification promises.</summary>
    internal static EnvironmentContractException NotImplemented(EnvironmentSpec spec, string promise, string method) =>
        new(spec.Name, $"its specification declares {promise} but it does not implement {method}");

    /// <summary>What a step by a script throws that the specification does not declare, or that it declares in vain.</summary>
    internal static EnvironmentContractException NoScript(EnvironmentSpec spec, int script, string method) =>
        (uint)script < (uint)spec.Scripts.Count
            ? NotImplemented(spec, "scripts", method)
            : new(spec.Name, $"it was told to play script {script}; it declares {spec.Scripts.Count}");
}
