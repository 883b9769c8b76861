using System.Globalization;
using System.Text.RegularExpressions;

namespace Phalanx.StarCraft.Tests.Protocol;

/// <summary>Messages and enumerations as .proto files define them, by their full names without the package.</summary>
internal sealed partial class ProtocolText
{
    private readonly Dictionary<string, Dictionary<string, Field>> _messages = [];
    private readonly Dictionary<string, Dictionary<string, int>> _enumerations = [];

    private ProtocolText()
    {
    }

    public IReadOnlyDictionary<string, Dictionary<string, Field>> Messages => _messages;

    public IReadOnlyDictionary<string, Dictionary<string, int>> Enumerations => _enumerations;

    public static ProtocolText ReadFolder(string folder)
    {
        ProtocolText text = new();
        foreach (string file in Directory.EnumerateFiles(folder, "*.proto").Order(StringComparer.Ordinal))
        {
            text.Read(File.ReadAllText(file));
        }

        return text;
    }

    public static ProtocolText Parse(string definition)
    {
        ProtocolText text = new();
        text.Read(definition);
        return text;
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"[A-Za-z_][\w.]*|\d+|[{}=;]")]
    private static partial Regex Words();

    private void Read(string definition)
    {
        string[] words = [.. Words().Matches(Comments().Replace(definition, " ")).Select(word => word.Value)];
        Stack<(string Kind, string Name)> open = [];
        int at = 0;
        while (at < words.Length)
        {
            switch (words[at])
            {
                case "message" or "enum" or "oneof":
                    open.Push((words[at], words[at + 1]));
                    Begin(open);
                    at += 3;
                    break;
                case "}":
                    open.Pop();
                    at++;
                    break;
                default:
                    int end = Array.IndexOf(words, ";", at);
                    if (open.Count > 0)
                    {
                        Add(open, words[at..end]);
                    }

                    at = end + 1;
                    break;
            }
        }
    }

    private static string NameOf(Stack<(string Kind, string Name)> open) =>
        string.Join('.', open.Where(part => part.Kind != "oneof").Select(part => part.Name).Reverse());

    private void Begin(Stack<(string Kind, string Name)> open)
    {
        switch (open.Peek().Kind)
        {
            case "message":
                _messages.Add(NameOf(open), []);
                break;
            case "enum":
                _enumerations.Add(NameOf(open), []);
                break;
        }
    }

    private void Add(Stack<(string Kind, string Name)> open, string[] words)
    {
        int number = int.Parse(words[^1], CultureInfo.InvariantCulture);
        string name = words[^3];
        if (open.Peek().Kind == "enum")
        {
            _enumerations[NameOf(open)].Add(name, number);
        }
        else
        {
            _messages[NameOf(open)].Add(name, new Field(number, words[^4].Split('.')[^1], words[0] == "repeated", open.Peek().Kind == "oneof" ? open.Peek().Name : null));
        }
    }

    /// <summary>A field: its number, the last part of its type's name, whether there may be many, and which choice it is of.</summary>
    internal sealed record Field(int Number, string Type, bool Repeated, string? Choice);
}
