using System.Reflection;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>What kind of value a setting has: how it is read, held to its limits, and written.</summary>
internal abstract class SettingKind
{
    /// <summary>What is allowed, in words that follow "it must be".</summary>
    public abstract string Allowed { get; }

    /// <summary>The type of its values in one word, of those that JSON knows: <c>boolean</c>, <c>integer</c>, <c>number</c> or <c>text</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>Whether there may be no value.</summary>
    public virtual bool MayBeEmpty => false;

    /// <summary>The interval that a number must lie in.</summary>
    public virtual Limits Limits => Limits.None;

    /// <summary>The names to choose from, if there are names.</summary>
    public virtual IReadOnlyList<string> Names => [];

    /// <summary>What a text means on the command line, where there are no quotes.</summary>
    public virtual Given FromText(string text) => new GivenText(text);

    /// <summary>Turns what was given into a value of the property's type.</summary>
    public abstract bool TryRead(Given given, out object? value);

    /// <summary>Whether a value of the property's type keeps within the limits.</summary>
    public abstract bool Allows(object? value);

    /// <summary>A value that is allowed, as YAML. Reading it gives the value back.</summary>
    public abstract string Write(object? value);

    /// <summary>Turns what was given for a name into a value that is allowed, or says what is wrong with it.</summary>
    public object? Read(string name, Given given) =>
        TryRead(given, out object? value) && Allows(value) ? value : throw Refusal(name, given);

    /// <summary>The sentence that refuses what was given for a name.</summary>
    public UserErrorException Refusal(string name, Given given)
    {
        string advice = given is GivenText text ? NearestName.Advice(text.Text, Names) : "";
        return new UserErrorException($"{name} is {given.Shown}{given.Where}; it must be {Allowed}{advice}");
    }

    /// <summary>The kind of a property, or null when its type is none that a setting can have.</summary>
    public static SettingKind? Of(PropertyInfo property)
    {
        SettingAttribute limits = property.GetCustomAttribute<SettingAttribute>() ?? new SettingAttribute("");
        SettingKind? kind = Of(property.PropertyType, limits);
        bool mayBeNull = kind is TextKind && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        return mayBeNull ? new OptionalKind(kind!) : kind;
    }

    private static SettingKind? Of(Type type, SettingAttribute limits)
    {
        if (type == typeof(bool))
        {
            return new BooleanKind();
        }

        if (type == typeof(string))
        {
            return new TextKind(limits.OneOf);
        }

        if (type == typeof(double))
        {
            return new NumberKind(new Limits(limits));
        }

        if (type.IsEnum)
        {
            return new EnumKind(type);
        }

        if (IntegerKind.Supports(type))
        {
            return new IntegerKind(type, new Limits(limits));
        }

        return Nullable.GetUnderlyingType(type) is { } underlying && Of(underlying, limits) is { } kind ? new OptionalKind(kind) : null;
    }
}
