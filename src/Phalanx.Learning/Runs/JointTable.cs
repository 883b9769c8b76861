using System.Text.Json.Serialization;

namespace Phalanx.Learning.Runs;

/// <summary>
/// A number for every joint action of a team. In JSON it is an array nested one level per agent, as payoffs are.
/// </summary>
[JsonConverter(typeof(JointTableConverter))]
public sealed class JointTable
{
    private readonly int[] _actions;
    private readonly double[] _values;

    /// <summary>A table.</summary>
    /// <param name="actions">How many actions each agent has.</param>
    /// <param name="values">The numbers, the last agent's action running fastest.</param>
    /// <exception cref="ArgumentException">
    /// There is no agent, one has no action, or there are not as many numbers as joint actions.
    /// </exception>
    public JointTable(ReadOnlySpan<int> actions, ReadOnlySpan<double> values)
    {
        long joint = 1;
        foreach (int count in actions)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(actions));
            joint = checked(joint * count);
        }

        if (actions.IsEmpty || joint != values.Length)
        {
            throw new ArgumentException($"{actions.Length} agents with {joint} joint actions cannot have {values.Length} values.");
        }

        _actions = actions.ToArray();
        _values = values.ToArray();
    }

    /// <summary>How many actions each agent has.</summary>
    public ReadOnlySpan<int> Actions => _actions;

    /// <summary>The numbers, the last agent's action running fastest.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The number of a joint action, which names one action for each agent.</summary>
    public double this[params ReadOnlySpan<int> jointAction]
    {
        get
        {
            if (jointAction.Length != _actions.Length)
            {
                throw new ArgumentException($"A joint action of {_actions.Length} agents cannot have {jointAction.Length} actions.");
            }

            int index = 0;
            for (int agent = 0; agent < _actions.Length; agent++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(jointAction[agent], nameof(jointAction));
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(jointAction[agent], _actions[agent], nameof(jointAction));
                index = index * _actions[agent] + jointAction[agent];
            }

            return _values[index];
        }
    }
}
