using System.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Reference;

[Trait("Category", "Reference")]
public class QattenMixerReferenceTests
{
    [Fact]
    public void Double_precision_agrees_with_the_recorded_mixer() => Compare<double>();

    [Fact]
    public void Single_precision_agrees_with_the_recorded_mixer() => Compare<float>();

    private static void Compare<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var module = new RecordedModule<T>("qatten_mixer");
        int heads = module.Integer("n_head");
        int unit = module.Integer("unit_dim");
        Variable<T> q = module.Use("input.q");
        Variable<T> state = module.Constant("input.state");
        (int samples, int n) = (q.Shape[0], q.Shape[1]);
        Variable<T> units = state.Slice(1, 0, n * unit).Reshape((samples, n, unit));

        var logits = new Variable<T>[heads];
        var weights = new Variable<T>[heads];
        for (int h = 0; h < heads; h++)
        {
            Variable<T> query = state
                .Linear(module.Use($"param.selector_extractors.{h}.0.weight"), module.Use($"param.selector_extractors.{h}.0.bias"), Activation.Relu)
                .Linear(module.Use($"param.selector_extractors.{h}.2.weight"));
            Variable<T> key = units.Linear(module.Use($"param.key_extractors.{h}.weight"));
            logits[h] = query.Reshape((samples, 1, query.Shape.Last)).BatchedMatMul(key, transposeB: true);
            weights[h] = logits[h].Scale(T.One / T.Sqrt(T.CreateChecked(key.Shape.Last))).Softmax();
        }

        Variable<T> lambda = logits.Length == 1 ? weights[0] : weights[0].Concat(weights.AsSpan(1));
        lambda = lambda.Reshape((samples, heads, n));
        Variable<T> headValues = lambda.BatchedMatMul(q.Reshape((samples, n, 1)));
        Variable<T> headWeights = module.Flag("weighted_head")
            ? Mlp(module, state, "hyper_w_head").Abs()
            : module.Tape.Constant(Tensor<T>.Create((samples, heads), [.. Enumerable.Repeat(T.One, samples * heads)]));
        Variable<T> total = headWeights.Reshape((samples, 1, heads)).BatchedMatMul(headValues).Reshape(samples);
        if (module.Flag("state_bias"))
        {
            total += Mlp(module, state, "V").Reshape(samples);
        }

        Variable<T> squares = logits[0].Square().Mean();
        for (int h = 1; h < heads; h++)
        {
            squares += logits[h].Square().Mean();
        }

        Variable<T> regulariser = squares.Scale(T.CreateTruncating(module.Number("attend_reg_coef")));
        Variable<T> entropy = -(lambda * (lambda + T.CreateTruncating(1e-8)).Log()).Sum(-1).Mean(0);
        Variable<T> allLogits = logits.Length == 1 ? logits[0] : logits[0].Concat(logits.AsSpan(1));

        module.AssertRecorded("expect.logits", allLogits.Value.Span);
        module.AssertRecorded("expect.lambda", lambda.Value.Span);
        module.AssertRecorded("expect.head_entropy", entropy.Value.Span);
        module.AssertRecorded("expect.q_tot", total.Value.Span);
        module.AssertRecorded("expect.regulariser", regulariser.Value.Span);
        module.AssertLossAndGradients(total.SumProduct(module.Read("input.cotangent")) + regulariser);
    }

    private static Variable<T> Mlp<T>(RecordedModule<T> module, Variable<T> x, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x
        .Linear(module.Use($"param.{name}.0.weight"), module.Use($"param.{name}.0.bias"), Activation.Relu)
        .Linear(module.Use($"param.{name}.2.weight"), module.Use($"param.{name}.2.bias"));
}
