using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>The gradient of an algorithm's first phase on a recorded batch, next to central differences of its loss in double precision.</summary>
internal static class LossDifferences
{
    private const double Distance = 1e-6;

    /// <summary>Types of algorithms of which a test compares the gradient of a loss.</summary>
    public static Collector<Type> Compared { get; } = new();

    /// <summary>Compares three entries of every parameter whose name is asked for.</summary>
    public static void Verify(string file, Func<RecordedLearner, Algorithm<double>> create, Func<string, bool> named, int step = 0)
    {
        var recorded = new RecordedLearner(file);
        Verify(recorded, recorded.Load(create), named, step);
    }

    /// <summary>The same of an algorithm whose parameters are not the recorded ones.</summary>
    public static void Verify(RecordedLearner recorded, Algorithm<double> algorithm, Func<string, bool> named, int step = 0)
    {
        if (Compared.Note(algorithm.GetType().GetGenericTypeDefinition()))
        {
            return;
        }

        ParameterSet<double> set = algorithm.Phases[0].Group.Online;
        var gradients = new Gradients<double>(set);
        _ = Loss(recorded, algorithm, step, gradients);
        double[] all = gradients.Values.ToArray();
        double scale = all.Max(Math.Abs);
        int compared = 0;
        foreach (Parameter<double> parameter in set.Parameters.Where(parameter => named(parameter.Name)))
        {
            double[] values = parameter.Value.Span.ToArray();
            foreach (int i in (int[])[0, values.Length / 2, values.Length - 1])
            {
                double difference = (With(values[i] + Distance) - With(values[i] - Distance)) / (2 * Distance);
                double gradient = gradients[parameter].Span[i];
                Assert.True(Math.Abs(difference - gradient) <= 1e-6 * scale, $"{parameter.Name}[{i}]: {gradient:R}, by differences {difference:R}");
                compared++;

                double With(double value)
                {
                    double[] changed = [.. values];
                    changed[i] = value;
                    parameter.Write(changed);
                    double loss = Loss(recorded, algorithm, step, gradients: null);
                    parameter.Write(values);
                    return loss;
                }
            }
        }

        Assert.NotEqual(0, compared);
    }

    /// <summary>The loss of the first phase.</summary>
    public static double LossOf(string file, Func<RecordedLearner, Algorithm<double>> create)
    {
        var recorded = new RecordedLearner(file);
        return Loss(recorded, recorded.Load(create), step: 0, gradients: null);
    }

    private static double Loss(RecordedLearner recorded, Algorithm<double> algorithm, int step, Gradients<double>? gradients)
    {
        var tape = new Tape<double>();
        Shard<double> shard = new RecordedBatch<double>(recorded, shards: 1).Fill(0, tape) with { Notes = new ShardNotes<double>(algorithm.Figures.Count) };
        Variable<double> loss = algorithm.Phases[0].Loss(shard, tape, step);
        if (gradients is not null)
        {
            tape.Backward(loss, gradients);
        }

        return loss.Value.Span[0];
    }
}
