using System.CommandLine;

namespace Phalanx.Cli;

/// <summary>The option of every command whose result a program may want to read.</summary>
internal sealed class JsonOption : Option<bool>
{
    public new const string Name = "--json";

    public JsonOption()
        : base(Name) => Description = "Print one JSON document on standard output, and nothing else there.";
}
