using System.Globalization;

namespace Phalanx.Acting;

/// <summary>Refuses descriptions whose sizes are out of range or contradict each other.</summary>
internal static class SizeChecks
{
    /// <exception cref="PolicyFormatException">A size is wrong.</exception>
    public static void ThrowIfWrong(PolicyDescription description)
    {
        Require("agents", description.Agents, 1, PolicyLimits.Rows);
        Require("memory", description.Memory, 0, PolicyLimits.Width);
        Require("operations", description.Operations.Count, 1, PolicyLimits.Operations);
        if (description.Entities is { } entities)
        {
            Require("entities.count", entities.Count, description.Agents, PolicyLimits.Rows);
            Require("entities.width", entities.Width, 1, PolicyLimits.Width);
            Require("observation, beside entities,", description.ObservationSize, 0, 0);
        }
        else
        {
            Require("observation", description.ObservationSize, 1, PolicyLimits.Width);
        }

        RequireActions(description.Actions);
        bool discrete = description.Action == PolicyActionKind.Argmax;
        if (discrete != description.Actions.IsDiscrete)
        {
            throw new PolicyFormatException(
                $"The action of the policy is '{PolicyWords.Of(description.Action)}', which does not go with {(discrete ? "numbers within bounds" : "discrete actions")}.");
        }
    }

    private static void RequireActions(PolicyActions actions)
    {
        if (actions.IsDiscrete)
        {
            Require("actions.count", actions.Count, 1, PolicyLimits.Width);
            return;
        }

        Require("the number of bounds", actions.Dimensions, 1, PolicyLimits.Width / 2);
        if (actions.Low.Count != actions.High.Count)
        {
            throw new PolicyFormatException($"The policy has {actions.Low.Count} low bounds and {actions.High.Count} high ones; an action needs as many of each.");
        }

        for (int i = 0; i < actions.Dimensions; i++)
        {
            (float low, float high) = (actions.Low[i], actions.High[i]);
            float width = high - low;
            if (!(low < high) || float.IsNaN(width) || float.IsInfinity(width))
            {
                throw new PolicyFormatException(string.Format(
                    CultureInfo.InvariantCulture, "Number {0} of an action lies between {1} and {2}; bounds must be finite, the low one below the high one.", i, low, high));
            }
        }
    }

    private static void Require(string what, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            string allowed = least == most ? $"{least}" : $"from {least} to {most}";
            throw new PolicyFormatException($"The description says that {what} is {value}; it must be {allowed}.");
        }
    }
}
