using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics;

/// <summary>
/// The parameters that one optimiser steps, in order of declaration, in one block of memory. Declare all of them, then use them:
/// the block is laid out at the first use and the set is closed from then on. Sets with equal declarations can be copied into one
/// another, which is how target networks follow.
/// </summary>
/// <param name="trainable">
/// Whether gradients flow into the set. A tape records nothing for computations on a set that is not trainable.
/// </param>
public sealed class ParameterSet<T>(bool trainable = true)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly StreamPurpose Initialisation = StreamPurpose.Named("initialisation");

    private readonly List<Parameter<T>> _parameters = [];
    private readonly Dictionary<string, Parameter<T>> _byName = [];
    private Tensor<T>? _block;
    private int _length;

    /// <summary>Whether gradients flow into the set.</summary>
    public bool Trainable { get; } = trainable;

    /// <summary>The parameters in order of declaration.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>Number of elements of all parameters together.</summary>
    public int Count => _length;

    /// <summary>All elements, parameter after parameter. After changing them, call <see cref="Touch"/>.</summary>
    public Span<T> Values => Block.Span;

    /// <summary>Advances with every change of an element.</summary>
    public long Version { get; private set; }

    /// <summary>The parameter of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Parameter<T> this[string name] =>
        _byName.TryGetValue(name, out Parameter<T>? found) ? found : throw new KeyNotFoundException($"There is no parameter '{name}'.");

    private Tensor<T> Block => _block ??= Tensor<T>.Create(_length);

    /// <summary>The place under which a network declares its parameters: names are prefixed with <paramref name="name"/> and a dot.</summary>
    public ParameterScope<T> Scope(string name) => new(this, name);

    /// <summary>Declares a parameter.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The set is in use already.</exception>
    public Parameter<T> Declare(string name, Shape shape, Initialiser initialiser)
    {
        if (_block is not null)
        {
            throw new InvalidOperationException($"The parameter '{name}' was declared after the set was first used.");
        }

        var parameter = new Parameter<T>(this, name, shape, _length, initialiser);
        if (!_byName.TryAdd(name, parameter))
        {
            throw new ArgumentException($"There are two parameters named '{name}'.");
        }

        _parameters.Add(parameter);
        _length = checked(_length + shape.Count);
        return parameter;
    }

    /// <summary>Draws every parameter anew, each from a stream of its own.</summary>
    public void Initialise(ulong seed)
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            var stream = new RandomStream(seed, Initialisation, (ulong)i);
            _parameters[i].Initialiser.Fill(_parameters[i].Value.Span, ref stream);
        }

        Touch();
    }

    /// <summary>Makes every element equal to the other set's: the hard update of a target network.</summary>
    /// <exception cref="ArgumentException">The sets differ in their declarations.</exception>
    public void CopyFrom(ParameterSet<T> source)
    {
        RequireSameDeclarations(source);
        source.Values.CopyTo(Values);
        Touch();
    }

    /// <summary>
    /// <c>this ← (1 - rate) this + rate source</c>: the soft update of a target network, by the given kernels or else the machine's best.
    /// </summary>
    /// <exception cref="ArgumentException">The sets differ in their declarations.</exception>
    public void MoveTowards(ParameterSet<T> source, T rate, Kernels<T>? kernels = null)
    {
        RequireSameDeclarations(source);
        (kernels ?? Kernels<T>.Best).MoveTowards(source.Values, rate, Values);
        Touch();
    }

    /// <summary>Says that elements were changed through <see cref="Values"/>, so that what was derived from them is derived anew.</summary>
    public void Touch() => Version++;

    internal Tensor<T> ValueOf(Parameter<T> parameter) => parameter.PartOf(Block);

    private void RequireSameDeclarations(ParameterSet<T> other)
    {
        bool same = _parameters.Count == other._parameters.Count;
        for (int i = 0; same && i < _parameters.Count; i++)
        {
            same = _parameters[i].Name == other._parameters[i].Name && _parameters[i].Shape == other._parameters[i].Shape;
        }

        if (!same)
        {
            throw new ArgumentException("The two sets declare different parameters.");
        }
    }
}

/// <summary>A place within a set where a network declares its parameters.</summary>
public readonly record struct ParameterScope<T>(ParameterSet<T> Set, string Prefix)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The outermost place of a set.</summary>
    public static implicit operator ParameterScope<T>(ParameterSet<T> set) => new(set, "");

    /// <summary>A place below this one.</summary>
    public ParameterScope<T> Scope(string name) => new(Set, Name(name));

    /// <summary>Declares a parameter here.</summary>
    public Parameter<T> Declare(string name, Shape shape, Initialiser initialiser) =>
        Set.Declare(Name(name), shape, initialiser);

    private string Name(string name) => Prefix.Length == 0 ? name : $"{Prefix}.{name}";
}
