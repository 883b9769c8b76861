namespace Phalanx.Cli.Benchmarks;

/// <summary>The sizes of a matrix product.</summary>
internal readonly record struct GemmShape(int Rows, int Inner, int Columns)
{
    /// <summary>
    /// The sizes that matter here: input projections, recurrent gates and hyper-network layers of a batch of 32 long episodes, one
    /// step of acting, single rows of environments, and the square one that is commonly measured.
    /// </summary>
    public static IReadOnlyList<GemmShape> Measured { get; } =
    [
        new(51200, 64, 192), new(51200, 96, 64), new(38400, 128, 64), new(1600, 64, 192), new(256, 64, 64), new(1024, 1024, 1024),
    ];

    /// <summary>Additions and multiplications.</summary>
    public double Operations => 2.0 * Rows * Inner * Columns;

    /// <summary>Xᵀ·dY, the gradient of the weights in Y = X·W of this shape.</summary>
    public GemmShape WeightGradient => new(Inner, Rows, Columns);

    /// <summary>dY·Wᵀ, the gradient of the input in Y = X·W of this shape.</summary>
    public GemmShape InputGradient => new(Rows, Columns, Inner);

    public override string ToString() => $"{Rows}x{Inner}x{Columns}";
}
