using System.CommandLine;
using System.CommandLine.Parsing;
using Phalanx.Foundation;

namespace Phalanx.Cli;

/// <summary>Says in one sentence what is wrong with a command line.</summary>
internal static class CommandLineErrors
{
    /// <exception cref="UserErrorException">The command line cannot be run.</exception>
    public static void ThrowIfAny(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        string? unknown = StrayOption(result) ?? (result.UnmatchedTokens is [string first, ..] ? first : null);
        if (unknown is not null)
        {
            throw new UserErrorException(Unknown(unknown, command));
        }

        // What a shell makes of a variable that is not set. No name, path or word is empty.
        if (Empty(result.CommandResult) is { } empty)
        {
            throw new UserErrorException(empty);
        }

        if (result.Errors.Count > 0)
        {
            ParseError error = result.Errors[0];
            throw new UserErrorException(error.SymbolResult is CommandResult ? Incomplete(command) ?? Sentence(error) : Sentence(error));
        }
    }

    /// <summary>A mistyped option where an argument may stand: the parser takes it for the argument. What stands behind -- is none.</summary>
    private static string? StrayOption(ParseResult result)
    {
        HashSet<Token> arguments = [.. result.CommandResult.Command.Arguments.SelectMany(argument => result.GetResult(argument)?.Tokens ?? [])];
        return result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Where(arguments.Contains).Select(token => token.Value).FirstOrDefault(IsOption);
    }

    private static string? Empty(CommandResult command) => command.Children
        .Where(child => child.Tokens.Any(token => token.Value.Length == 0))
        .Select(child => child is OptionResult option ? $"option '{option.Option.Name}' is empty" : $"<{((ArgumentResult)child).Argument.Name}> is empty")
        .FirstOrDefault();

    private static string Unknown(string word, Command command)
    {
        bool option = IsOption(word);
        string kind = option ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        IEnumerable<string> allowed = option
            ? command.Options.Concat(Ancestors(command).SelectMany(ancestor => ancestor.Options.Where(o => o.Recursive))).Select(o => o.Name)
            : command.Subcommands.Where(subcommand => !subcommand.Hidden).Select(subcommand => subcommand.Name);
        return $"unknown {kind} '{word}'{NearestName.Advice(word, allowed, otherwise: $"; see '{Path(command)} --help'")}";
    }

    private static string? Incomplete(Command command) => command.Subcommands.Count == 0
        ? null
        : $"'{Path(command)}' needs a command: {string.Join(", ", command.Subcommands.Where(subcommand => !subcommand.Hidden).Select(subcommand => subcommand.Name))}";

    private static string Sentence(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult parent } argument =>
            $"'{Path(parent.Command)}' needs <{argument.Argument.Name}>",
        OptionResult { Tokens.Count: 0 } option => $"option '{option.Option.Name}' needs a value",
        OptionResult { Tokens.Count: > 1 } option => $"option '{option.Option.Name}' is given more than once",
        OptionResult option when error.Message.StartsWith("Cannot parse", StringComparison.Ordinal) =>
            $"option '{option.Option.Name}' is '{option.Tokens[0].Value}'; allowed is {Kind(option.Option.ValueType)}",
        _ => error.Message.TrimEnd('.'),
    };

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        Type whole when whole == typeof(int) || whole == typeof(long) => "a whole number",
        Type natural when natural == typeof(uint) || natural == typeof(ulong) => "a whole number, not negative",
        { IsEnum: true } words => string.Join(" or ", Enum.GetNames(words).Select(word => word.ToLowerInvariant())),
        _ => "a number",
    };

    private static string Path(Command command) =>
        string.Join(' ', Ancestors(command).Prepend(command).Reverse().Select(part => part is RootCommand ? Tool.Name : part.Name));

    /// <summary>The commands above, nearest first.</summary>
    private static IEnumerable<Command> Ancestors(Command command)
    {
        while (command.Parents.OfType<Command>().FirstOrDefault() is { } parent)
        {
            yield return parent;
            command = parent;
        }
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';
}
