using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Policies;

namespace Phalanx.Learning.Recording;

/// <summary>What is recorded of the outputs of a team's network: numbers that can be read without knowing the rule that chooses of them.</summary>
internal sealed class ShownOutputs
{
    private readonly ActionSpec _actions;
    private readonly int _agents;
    private readonly double[] _weights;

    public ShownOutputs(Policy? policy, EnvironmentSpec environment)
    {
        (_actions, _agents) = (environment.Actions, environment.Agents);
        _weights = new double[_actions.Count];
        Kind = KindOf(policy, _actions);
    }

    /// <summary>What the numbers are.</summary>
    public RecordedOutputs Kind { get; }

    /// <summary>Adds the numbers of one step, [agents x outputs].</summary>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, List<float> shown)
    {
        int width = outputs.Length / _agents;
        for (int agent = 0; agent < _agents && Kind != RecordedOutputs.None; agent++)
        {
            ReadOnlySpan<float> own = outputs.Slice(agent * width, width);
            switch (Kind)
            {
                case RecordedOutputs.Probabilities:
                    AddProbabilities(own, available.Slice(agent * width, width), shown);
                    break;
                case RecordedOutputs.MeanAndDeviation:
                    AddMeansAndDeviations(own, shown);
                    break;
                default:
                    shown.AddRange(own);
                    break;
            }
        }
    }

    private static RecordedOutputs KindOf(Policy? policy, ActionSpec actions)
    {
        if (policy is null)
        {
            return RecordedOutputs.None;
        }

        OutputKind outputs = actions.IsDiscrete ? policy.Rule.Outputs : policy.ContinuousRule?.Outputs ?? OutputKind.None;
        return outputs switch
        {
            OutputKind.Values => policy.Network.AveragesQuantiles ? RecordedOutputs.Means : RecordedOutputs.Values,
            OutputKind.Logits => RecordedOutputs.Probabilities,
            OutputKind.Gaussian => RecordedOutputs.MeanAndDeviation,
            _ => RecordedOutputs.None,
        };
    }

    /// <summary>The probabilities without a floor: a test does not explore.</summary>
    private void AddProbabilities(ReadOnlySpan<float> logits, ReadOnlySpan<bool> available, List<float> shown)
    {
        FlooredSoftmax.Weigh(logits, available, floor: 0, _weights);
        double sum = _weights.Sum();
        foreach (double weight in _weights)
        {
            shown.Add((float)(weight / sum));
        }
    }

    /// <summary>
    /// The action at the mean, and how far the action goes when the number before the squashing goes a deviation, to first order: in the bounds of
    /// an action that is <c>(high - low) / 2</c> times <c>σ (1 - tanh² μ)</c>.
    /// </summary>
    private void AddMeansAndDeviations(ReadOnlySpan<float> outputs, List<float> shown)
    {
        int dimensions = _actions.Dimensions;
        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            shown.Add(_actions.InBounds(dimension, Elementary.Tanh((double)outputs[dimension])));
        }

        for (int dimension = 0; dimension < dimensions; dimension++)
        {
            double squashed = Elementary.Tanh((double)outputs[dimension]);
            double logDeviation = Math.Clamp(outputs[dimensions + dimension], SquashedGaussian.LeastLogDeviation, SquashedGaussian.MostLogDeviation);
            double half = ((double)_actions.High[dimension] - _actions.Low[dimension]) / 2;
            shown.Add((float)(half * Elementary.Exp(logDeviation) * (1 - (squashed * squashed))));
        }
    }
}
