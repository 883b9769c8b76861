using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Parameters;

public class GradientsTests
{
    [Fact]
    [Trait("Category", "Reference")]
    public void Clipping_matches_the_recorded_values_in_double_precision() => VerifyClipping<double>(_ => 1e-9, 1e-9);

    [Fact]
    [Trait("Category", "Reference")]
    public void Clipping_matches_the_recorded_values_in_single_precision() =>
        VerifyClipping<float>(expected => 2e-5 * expected.Max(Math.Abs), 1e-6);

    [Fact]
    public void Clipping_keeps_the_direction_and_bounds_the_norm() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NormalFloat[], PositiveInt>((values, limit) =>
        {
            double[] given = [.. values.Select(value => (double)value).Where(value => Math.Abs(value) < 1e100)];
            Gradients<double> gradients = Of(given);
            double norm = gradients.ClipNorm(limit.Get);
            double after = gradients.Norm();
            double factor = Math.Min(1, limit.Get / (norm + 1e-6));
            return after <= limit.Get * (1 + 1e-12)
                && given.Select(value => value * factor).SequenceEqual(gradients.Values.ToArray());
        }));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Gradients_whose_norm_is_not_finite_are_not_clipped_so_that_it_can_be_seen_which_it_was(float bad)
    {
        float[] values = [100, bad, 2];
        Gradients<float> gradients = Of(values);
        Assert.False(double.IsFinite(gradients.ClipNorm(10, out bool clipped)));
        Assert.False(clipped);
        Assert.Equal(values, gradients.Values.ToArray());
    }

    [Fact]
    public void Clipping_tells_whether_the_norm_was_larger_than_the_limit()
    {
        Of<float>([3, 4]).ClipNorm(4.9, out bool clipped);
        Assert.True(clipped);
        Of<float>([3, 4]).ClipNorm(5.1, out clipped);
        Assert.False(clipped);
    }

    [Fact]
    public void Gradients_of_another_set_are_refused()
    {
        Gradients<float> gradients = Of<float>([1, 2]);
        Assert.Throws<ArgumentException>(() => gradients.Add(Of<float>([1, 2])));
        Assert.Throws<ArgumentException>(() => gradients.CopyFrom(Of<float>([1, 2])));
    }

    [Fact]
    public void Gradients_are_added_and_scaled()
    {
        Gradients<float> gradients = Of<float>([1, 2, 3]);
        var other = new Gradients<float>(gradients.Set);
        other.CopyFrom(gradients);
        other.Scale(10);
        gradients.Add(other);
        Assert.Equal([11f, 22f, 33f], gradients.Values.ToArray());
    }

    private static void VerifyClipping<T>(Func<double[], double> tolerance, double relativeNorm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SafetensorsFile file = SafetensorsFile.Open(Fixtures.File("learners/module_grad_clip.safetensors"));
        double[] norms = file.ReadDouble("expect.norm");
        double limit = Recorded.Number(file.Metadata["notes"], "max norm");
        Assert.NotEmpty(norms);
        for (int i = 0; i < norms.Length; i++)
        {
            string prefix = $"input.case{i}.";
            string[] names = [.. file.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
            Assert.NotEmpty(names);
            var set = new ParameterSet<T>();
            foreach (string name in names)
            {
                set.Declare(name[prefix.Length..], new Shape(file[name].Shape), Initialiser.Zeros);
            }

            var gradients = new Gradients<T>(set);
            foreach (Parameter<T> parameter in set.Parameters)
            {
                file.CopyTo(prefix + parameter.Name, gradients[parameter]);
            }

            Assert.Equal(norms[i], gradients.ClipNorm(limit), relativeNorm * norms[i]);
            foreach (Parameter<T> parameter in set.Parameters)
            {
                double[] expected = file.ReadDouble($"expect.case{i}.{parameter.Name}");
                Recorded.AssertClose(expected, gradients[parameter].Span, tolerance(expected));
            }
        }
    }

    private static Gradients<T> Of<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var set = new ParameterSet<T>();
        set.Declare("w", values.Length, Initialiser.Zeros);
        var gradients = new Gradients<T>(set);
        values.CopyTo(gradients.Values);
        return gradients;
    }
}
