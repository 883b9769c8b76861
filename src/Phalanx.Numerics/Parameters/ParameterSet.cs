using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics;

/// <summary>
/// The parameters that one optimiser steps, in order of declaration, in one block of memory. Declare all of them, then use them:
/// the block is laid out at the first use and the set is closed from then on. A set can be copied
/// from one that declares the same parameters, and perhaps more, which is how target networks follow.
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
    private readonly List<(Parameter<T> Copy, Parameter<T> Original)> _copies = [];
    private Tensor<T>? _block;
    private Tensor<T>[]? _parts;
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

    private Tensor<T>[] Parts => _parts ??= PartsOf(Block);

    /// <summary>The place under which a network declares its parameters: names are prefixed with <paramref name="name"/> and a dot.</summary>
    public ParameterScope<T> Scope(string name) => new(this, name);

    /// <summary>Declares a parameter.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="ShapeTooLargeException">The set would have more elements than an array can hold.</exception>
    /// <exception cref="InvalidOperationException">The set is in use already.</exception>
    public Parameter<T> Declare(string name, Shape shape, Initialiser initialiser)
    {
        if (_block is not null)
        {
            throw new InvalidOperationException($"The parameter '{name}' was declared after the set was first used.");
        }

        var parameter = new Parameter<T>(this, name, shape, _parameters.Count, _length, initialiser);
        if (!_byName.TryAdd(name, parameter))
        {
            throw new ArgumentException($"There are two parameters named '{name}'.");
        }

        if (shape.Count > Array.MaxLength - _length)
        {
            throw new ShapeTooLargeException("The parameters of the set are more than one piece of memory can hold.");
        }

        _parameters.Add(parameter);
        _length += shape.Count;
        return parameter;
    }

    /// <summary>
    /// Lets the parameters below a place begin equal to those of the same names below another, instead of being drawn. After that they
    /// change independently.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The original lacks a parameter.</exception>
    /// <exception cref="ArgumentException">The original has one in another shape.</exception>
    public void BeginAs(string copy, string original)
    {
        foreach (Parameter<T> parameter in _parameters)
        {
            if (!parameter.Name.StartsWith(copy + ".", StringComparison.Ordinal))
            {
                continue;
            }

            Parameter<T> source = this[original + parameter.Name[copy.Length..]];
            if (source.Shape != parameter.Shape)
            {
                throw new ArgumentException($"'{parameter.Name}' of shape {parameter.Shape} cannot begin as '{source.Name}' of shape {source.Shape}.");
            }

            _copies.Add((parameter, source));
        }
    }

    /// <summary>Draws every parameter anew, each from a stream of its own; those that begin as copies are then made equal to their originals.</summary>
    public void Initialise(ulong seed)
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            var stream = new RandomStream(seed, Initialisation, (ulong)i);
            _parameters[i].Initialiser.Fill(_parameters[i].Value.Span, ref stream);
        }

        foreach ((Parameter<T> copy, Parameter<T> original) in _copies)
        {
            original.Value.Span.CopyTo(copy.Value.Span);
        }

        Touch();
    }

    /// <summary>
    /// Makes every element equal to that of the parameter of the same name: the hard update of a target network, which may be a part of
    /// the source only.
    /// </summary>
    /// <exception cref="ArgumentException">The source lacks a parameter, or has it in another shape.</exception>
    public void CopyFrom(ParameterSet<T> source)
    {
        foreach (Parameter<T> parameter in _parameters)
        {
            source.Matching(parameter).Value.Span.CopyTo(parameter.Value.Span);
        }

        Touch();
    }

    /// <summary><c>this ← (1 - rate) this + rate source</c> by names likewise: the soft update of a target network.</summary>
    /// <exception cref="ArgumentException">The source lacks a parameter, or has it in another shape.</exception>
    public void MoveTowards(ParameterSet<T> source, T rate, Kernels<T>? kernels = null)
    {
        foreach (Parameter<T> parameter in _parameters)
        {
            (kernels ?? Kernels<T>.Best).MoveTowards(source.Matching(parameter).Value.Span, rate, parameter.Value.Span);
        }

        Touch();
    }

    /// <summary>Says that elements were changed through <see cref="Values"/>, so that what was derived from them is derived anew.</summary>
    public void Touch() => Version++;

    internal Tensor<T> ValueOf(Parameter<T> parameter) => Parts[parameter.Index];

    /// <summary>The parameters' parts of a block that is laid out as the set's is, by their indices.</summary>
    internal Tensor<T>[] PartsOf(Tensor<T> block) => [.. _parameters.Select(parameter => parameter.PartOf(block))];

    private Parameter<T> Matching(Parameter<T> wanted) =>
        _byName.TryGetValue(wanted.Name, out Parameter<T>? found) && found.Shape == wanted.Shape
            ? found
            : throw new ArgumentException($"There is no parameter '{wanted.Name}' of shape {wanted.Shape} to copy from.");
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
