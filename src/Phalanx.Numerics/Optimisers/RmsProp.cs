using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Optimisers;

/// <summary>
/// RMSprop as PyTorch defines it: <c>v ← α v + (1 - α) g²</c>, <c>x ← x - η g / (√v + ε)</c>, from v = 0.
/// </summary>
internal sealed class RmsProp<T> : Optimiser<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RmsPropSettings _settings;
    private readonly Tensor<T> _squareAverage;
    private RmsPropFactors<T> _factors;

    public RmsProp(ParameterSet<T> set, RmsPropSettings settings, Kernels<T> kernels)
        : base(set, settings, kernels)
    {
        _settings = settings;
        _squareAverage = AddState("square_average");
    }

    protected override void Prepare(long step) => _factors = new RmsPropFactors<T>(
        T.CreateChecked(LearningRate),
        T.CreateChecked(_settings.Alpha),
        T.CreateChecked(1 - _settings.Alpha),
        T.CreateChecked(_settings.Epsilon));

    protected override bool Update(ReadOnlySpan<T> gradient, Span<T> values, int start) =>
        Kernels.RmsProp(_factors, gradient, _squareAverage.Span.Slice(start, values.Length), values);
}
