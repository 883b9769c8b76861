namespace Phalanx.Cli.Benchmarks;

/// <summary>Matrix products on one thread, each next to OpenBLAS on one thread.</summary>
internal sealed class GemmBenchmarks(BenchmarkSuite suite, Race race, OpenBlas? openBlas)
{
    /// <summary>The least geometric mean, over the measured sizes, of our rate by OpenBLAS's.</summary>
    private const double MeanBar = 1.0;

    /// <summary>The least of these ratios at any one size.</summary>
    private const double LowestBar = 0.85;

    private static readonly string[] PlainNames = [.. GemmShape.Measured.Select(shape => Name(GemmForm.Plain, shape))];

    /// <summary>The best rate of our products, which recurrent layers are made of.</summary>
    public static double Best(BenchmarkSuite suite) => PlainNames
        .Concat(GemmShape.Measured.Select(shape => Name(GemmForm.Packed, shape)))
        .Max(name => suite.Measure(name).Value!.Value);

    /// <summary>The best rate of our products of which nothing is packed beforehand.</summary>
    public static double BestPlain(BenchmarkSuite suite) => PlainNames.Max(name => suite.Measure(name).Value!.Value);

    public void Add()
    {
        Add(GemmForm.Plain, shape => shape);
        AddSummary("geomean", MeanBar, ratios => Math.Exp(ratios.Average(Math.Log)));
        AddSummary("lowest", LowestBar, ratios => ratios.Min());
        Add(GemmForm.Packed, shape => shape);
        Add(GemmForm.TransposedLeft, shape => shape.WeightGradient);
        Add(GemmForm.TransposedRight, shape => shape.InputGradient);
    }

    private static string Name(GemmForm form, GemmShape shape) => $"kernels/{Group(form)}/{shape}";

    private static string Group(GemmForm form) => form switch
    {
        GemmForm.Plain => "gemm",
        GemmForm.Packed => "gemm-packed",
        GemmForm.TransposedLeft => "gemm-at",
        GemmForm.TransposedRight => "gemm-bt",
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    private void Add(GemmForm form, Func<GemmShape, GemmShape> derive)
    {
        foreach (GemmShape shape in GemmShape.Measured.Select(derive))
        {
            string name = Name(form, shape);
            suite.Add(name, () => Measure(name, shape, form));
        }
    }

    private void AddSummary(string summary, double bar, Func<double[], double> summarise)
    {
        string name = $"kernels/{Group(GemmForm.Plain)}/{summary}";
        suite.Add(name, () =>
        {
            double? ratio = openBlas is { Identity.NoRatioReason: null }
                ? summarise([.. PlainNames.Select(plain => suite.Measure(plain).OpenBlas!.Value.Ratio!.Value)])
                : null;
            return new BenchmarkResult(name, ratio, BenchmarkResult.PlainRatio)
            {
                Bar = bar,
                Holds = ratio is null ? null : ratio >= bar,
                MissingFigureReason = openBlas?.Identity.NoRatioReason,
            };
        });
    }

    private BenchmarkResult Measure(string name, GemmShape shape, GemmForm form)
    {
        var problem = new GemmProblem(shape, form);
        Action? openBlasWork = null;
        if (openBlas is not null)
        {
            openBlas.UseThreads(1);
            problem.Verify(openBlas);
            openBlasWork = () => problem.Multiply(openBlas);
        }

        (double seconds, double? openBlasSeconds) = race.Time(problem.Multiply, openBlasWork);
        double rate = shape.Operations / seconds / 1e9;
        return new BenchmarkResult(name, rate, BenchmarkResult.Gigaflops)
        {
            AllocatedBytes = Allocation.Of(problem.Multiply),
            PeakShare = rate / suite.Measure(PeakBenchmark.Name).Value,
            OpenBlas = Comparison.Of(rate, shape.Operations / openBlasSeconds / 1e9, openBlas?.Identity),
            MissingFigureReason = openBlas?.Identity.NoRatioReason,
        };
    }
}
