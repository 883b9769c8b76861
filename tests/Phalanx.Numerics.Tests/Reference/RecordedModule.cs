using System.Globalization;
using System.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Reference;

/// <summary>
/// A building block with recorded inputs, weights, results and gradients. Every tensor with a recorded gradient becomes a parameter; all of
/// those gradients must be checked together, so that none is forgotten.
/// </summary>
internal sealed class RecordedModule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Gradient = "grad.";

    private readonly SafetensorsFile _file;
    private readonly ParameterSet<T> _set = new();

    public RecordedModule(string name)
    {
        _file = SafetensorsFile.Open(Fixtures.File($"learners/module_{name}.safetensors"));
        foreach (TensorEntry entry in _file.Entries.Where(e => e.Name.StartsWith(Gradient, StringComparison.Ordinal)))
        {
            string rest = entry.Name[Gradient.Length..];
            string source = _file.TryGet($"param.{rest}", out _) ? $"param.{rest}" : $"input.{rest}";
            _set.Declare(source, ShapeOf(source), Initialiser.Zeros);
        }

        foreach (Parameter<T> parameter in _set.Parameters)
        {
            Read(parameter.Name).Span.CopyTo(parameter.Value.Span);
        }

        _set.Touch();
    }

    public Tape<T> Tape { get; } = new();

    /// <summary>The names of all tensors that begin so.</summary>
    public IEnumerable<string> Names(string prefix) => _file.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal));

    public int Integer(string key) => int.Parse(_file.Metadata[key], CultureInfo.InvariantCulture);

    public double Number(string key) => double.Parse(_file.Metadata[key], CultureInfo.InvariantCulture);

    public bool Flag(string key) => bool.Parse(_file.Metadata[key]);

    public Shape ShapeOf(string name) => new(_file[name].Shape);

    /// <summary>A tensor in this precision, integers included.</summary>
    public Tensor<T> Read(string name) => Tensor<T>.Create(ShapeOf(name), [.. Doubles(name).Select(T.CreateTruncating)]);

    public int[] ReadIntegers(string name) => _file.ReadInt32(name);

    public Variable<T> Constant(string name) => Tape.Constant(Read(name));

    /// <summary>An input or weight that has a recorded gradient.</summary>
    public Variable<T> Use(string name) => Tape.Use(_set[name]);

    /// <summary>Values and gradients: 1e-9 in double precision, 2e-5 of the largest entry in single precision.</summary>
    public void AssertRecorded(string name, ReadOnlySpan<T> actual) => AssertClose(name, actual, typeof(T) == typeof(double) ? 1e-9 : 2e-5);

    /// <summary>Runs back from a loss, which must be the recorded one (within 1e-6 in single precision), and compares all gradients.</summary>
    public void AssertLossAndGradients(Variable<T> loss)
    {
        AssertClose("expect.loss", loss.Value.Span, typeof(T) == typeof(double) ? 1e-9 : 1e-6);
        var gradients = new Gradients<T>(_set);
        Tape.Backward(loss, gradients);
        foreach (Parameter<T> parameter in _set.Parameters)
        {
            AssertRecorded(Gradient + parameter.Name[(parameter.Name.IndexOf('.', StringComparison.Ordinal) + 1)..], gradients[parameter].Span);
        }
    }

    private double[] Doubles(string name) => _file[name].Type == TensorType.I64
        ? [.. _file.ReadInt64(name).Select(v => (double)v)]
        : _file.ReadDouble(name);

    private void AssertClose(string name, ReadOnlySpan<T> actual, double relative)
    {
        double[] expected = Doubles(name);
        Assert.Equal(expected.Length, actual.Length);
        double tolerance = relative * expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            double value = double.CreateChecked(actual[i]);
            Assert.True(Math.Abs(expected[i] - value) <= tolerance, $"{name} at {i}: {value:R} instead of {expected[i]:R}");
        }
    }
}
