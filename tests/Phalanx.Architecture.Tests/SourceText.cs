using System.Text.RegularExpressions;

namespace Phalanx.Architecture.Tests;

/// <summary>C# as far as these tests need to understand it.</summary>
internal static partial class SourceText
{
    /// <summary>The code without what comments and literals say.</summary>
    public static string WithoutCommentsAndLiterals(string code) => CommentOrLiteral().Replace(code, " ");

    /// <summary>Whether code steps outside of what the runtime checks.</summary>
    public static bool IsUnsafe(string code) => Unsafe().IsMatch(WithoutCommentsAndLiterals(code));

    /// <summary>Calls of functions whose last bits depend on the machine, as they stand in the code.</summary>
    public static IEnumerable<string> PlatformMathematics(string code) =>
        PlatformFunction().Matches(WithoutCommentsAndLiterals(code)).Select(match => match.Value);

    /// <summary>The namespace that a file declares; null for none.</summary>
    public static string? Namespace(string code) => Declaration().Match(code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The namespaces of the product that the code names, by a <c>using</c> or in front of a type, each once.</summary>
    public static IEnumerable<string> Mentions(string code) => QualifiedName()
        .Matches(Declaration().Replace(WithoutCommentsAndLiterals(code), ""))
        .SelectMany(match => Prefixes(match.Value))
        .Distinct();

    // In front of a type, only what stands before it is a namespace; a name that is none is no harm to those who look for some.
    private static IEnumerable<string> Prefixes(string name)
    {
        for (int end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            yield return name[..end];
        }
    }

    /// <summary>The words of identifiers and comments in lower case: <c>HiddenState</c> gives two.</summary>
    public static IEnumerable<string> Words(string code) => Word().Matches(code).Select(match => match.Value.ToLowerInvariant());

    /// <summary>The identifiers and keywords of the code, whole, without what comments and literals say.</summary>
    public static IEnumerable<string> Identifiers(string code) =>
        Identifier().Matches(WithoutCommentsAndLiterals(code)).Select(match => match.Value);

    /// <summary>Whether the code declares a type of that name.</summary>
    public static bool DeclaresType(string code, string name) =>
        Regex.IsMatch(WithoutCommentsAndLiterals(code), $@"\b(?:class|struct|record|interface|enum)\s+{Regex.Escape(name)}\b");

    // Raw and verbatim strings come first: they contain what would begin one of the others. A single quote may also stand in a
    // preprocessor message, but never for more than a line.
    [GeneratedRegex(""""
        """[\s\S]*?""" | [$]?@[$]?"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' | //[^\n]* | /\*[\s\S]*?\*/
        """", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrLiteral();

    [GeneratedRegex(@"\bunsafe\b|\bfixed\s*\(|\bUnsafe\s*\.\s*(?!SizeOf\b)|\bMemoryMarshal\s*\.\s*(?:GetReference|GetArrayDataReference|CreateSpan|CreateReadOnlySpan)\b")]
    private static partial Regex Unsafe();

    // The elementary functions of the runtime, which come from the C library or fuse operations where the processor can; what it calls
    // estimates; and its vectorised library but for conversions, which round as IEEE 754 says.
    [GeneratedRegex("""
        \b (?: Math | MathF | T | TSelf | float | double | Single | Double | Half | Complex | Vector (?: 64 | 128 | 256 | 512 )? ) \s*\.\s*
            (?: (?: A? (?: Cos | Sin | Tan ) (?: h | Pi )? | Atan2 (?: Pi )? | SinCos (?: Pi )?
                  | Cbrt | Exp (?: 2 | 10 )? (?: M1 )? | Hypot | Log (?: 2 | 10 )? (?: P1 )? | Pow | RootN ) \b
              | \w* Estimate \b )
        | \b TensorPrimitives \s*\.\s* (?! ConvertTo ) \w+
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PlatformFunction();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bPhalanx(?:\.\w+)+")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"\b[A-Za-z_]\w*")]
    private static partial Regex Identifier();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
