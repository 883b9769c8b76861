using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Optimisers;

/// <summary>
/// Adam as PyTorch defines it: <c>m ← β₁ m + (1 - β₁) g</c>, <c>v ← β₂ v + (1 - β₂) g²</c>,
/// <c>x ← x - η / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε)</c>, from m = v = 0 and t = 1.
/// </summary>
internal sealed class Adam<T> : Optimiser<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdamSettings _settings;
    private readonly Tensor<T> _firstMoment;
    private readonly Tensor<T> _secondMoment;
    private AdamFactors<T> _factors;

    public Adam(ParameterSet<T> set, AdamSettings settings, Kernels<T> kernels)
        : base(set, settings, kernels)
    {
        _settings = settings;
        _firstMoment = AddState("first_moment");
        _secondMoment = AddState("second_moment");
    }

    protected override void Prepare(long step) => _factors = new AdamFactors<T>(
        T.CreateChecked(LearningRate / (1 - Elementary.Pow(_settings.Beta1, step))),
        T.CreateChecked(1 - _settings.Beta1),
        T.CreateChecked(_settings.Beta2),
        T.CreateChecked(1 - _settings.Beta2),
        T.CreateChecked(Math.Sqrt(1 - Elementary.Pow(_settings.Beta2, step))),
        T.CreateChecked(_settings.Epsilon));

    protected override bool Update(ReadOnlySpan<T> gradient, Span<T> values, int start) => Kernels.Adam(
        _factors,
        gradient,
        _firstMoment.Span.Slice(start, values.Length),
        _secondMoment.Span.Slice(start, values.Length),
        values);
}
