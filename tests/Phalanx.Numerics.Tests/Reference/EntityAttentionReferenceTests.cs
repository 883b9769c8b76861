using System.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Reference;

[Trait("Category", "Reference")]
public class EntityAttentionReferenceTests
{
    [Fact]
    public void Double_precision_agrees_with_the_recorded_layer() => Compare<double>();

    [Fact]
    public void Single_precision_agrees_with_the_recorded_layer() => Compare<float>();

    private static void Compare<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var module = new RecordedModule<T>("entity_attention");
        int heads = module.Integer("n_heads");
        int n = module.Integer("n_agents");
        Variable<T> entities = module.Use("input.entities");
        Variable<T> projection = module.Use("param.in_trans.weight");
        int features = projection.Shape[0] / 3;
        T scale = T.One / T.Sqrt(T.CreateChecked(features / heads));
        Tensor<T> hidden = module.Constant("input.pre_mask").Slice(1, 0, n).Value;

        Variable<T> query = entities.Slice(1, 0, n).Linear(projection.Slice(0, 0, features));
        Variable<T> key = entities.Linear(projection.Slice(0, features, features));
        Variable<T> value = entities.Linear(projection.Slice(0, 2 * features, features));
        AssertWeights(module, query, key, heads, hidden, scale);

        Variable<T> mixed = query.MaskedAttention(key, value, heads, hidden, scale);
        Variable<T> present = T.One - module.Constant("input.post_mask");
        Variable<T> output = mixed.Linear(module.Use("param.out_trans.weight"), module.Use("param.out_trans.bias"))
            * present.Reshape((mixed.Shape[0], n, 1));
        module.AssertRecorded("expect.out", output.Value.Span);
        module.AssertLossAndGradients(output.SumProduct(module.Read("input.cotangent")));
    }

    private static void AssertWeights<T>(
        RecordedModule<T> module, Variable<T> query, Variable<T> key, int heads, Tensor<T> hidden, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Kernels<T> kernels = module.Tape.Kernels;
        var shape = new AttentionShape(query.Shape[0], query.Shape[1], key.Shape[1], heads, query.Shape[2] / heads);
        T[] scores = new T[shape.WeightCount];
        kernels.HeadScores(shape, query.Value.Span, key.Value.Span, scores);
        module.AssertRecorded("expect.logits", Array.ConvertAll(scores, score => score * scale));
        kernels.MaskedWeights(shape, scale, hidden.Span, scores);
        module.AssertRecorded("expect.weights", scores);
    }
}
