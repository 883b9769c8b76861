using System.Globalization;
using System.Numerics;

namespace Phalanx.Numerics.Tests.Reference;

/// <summary>Lambda-returns by the linear recurrence: <c>G_t = lambda gamma G_(t+1) + r_t + (1 - lambda) gamma (1 - end_t) v_(t+1)</c>.</summary>
[Trait("Category", "Reference")]
public class TdLambdaReferenceTests
{
    private const string Expected = "expect.targets_lambda";

    [Fact]
    public void Double_precision_agrees_with_the_recorded_returns() => Compare<double>();

    [Fact]
    public void Single_precision_agrees_with_the_recorded_returns() => Compare<float>();

    private static void Compare<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var module = new RecordedModule<T>("td_lambda");
        string[] cases = [.. module.Names(Expected)];
        Assert.NotEmpty(cases);
        foreach (string name in cases)
        {
            T lambda = T.Parse(name.AsSpan(Expected.Length), CultureInfo.InvariantCulture);
            module.AssertRecorded(name, Returns(module, lambda, T.CreateTruncating(module.Number("gamma"))));
        }
    }

    private static T[] Returns<T>(RecordedModule<T> module, T lambda, T gamma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] lengths = module.ReadIntegers("input.length");
        int[] terminated = module.ReadIntegers("input.terminated");
        ReadOnlySpan<T> rewards = module.Read("input.reward").Span;
        Tensor<T> values = module.Read("input.value");
        (int rows, int slots, int width) = (values.Shape[0], values.Shape[1], values.Shape[2]);
        int time = slots - 1;
        T[] factors = new T[rows * time * width];
        T[] terms = new T[factors.Length];
        T[] start = new T[rows * width];
        Array.Fill(factors, lambda * gamma);
        for (int i = 0; i < terms.Length; i++)
        {
            (int row, int t, int column) = (i / (time * width), i / width % time, i % width);
            T continues = T.CreateChecked(1 - terminated[(row * time) + t]);
            T next = continues * values.Span[(((row * slots) + t + 1) * width) + column];
            terms[i] = rewards[(row * time) + t] + ((T.One - lambda) * gamma * next);
            if (t == lengths[row] - 1)
            {
                start[(row * width) + column] = next;
            }
        }

        T[] returns = new T[terms.Length];
        LinearRecurrence.Backward<T>(factors, terms, start, lengths, returns);
        return returns;
    }
}
