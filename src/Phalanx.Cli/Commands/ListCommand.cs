using System.CommandLine;
using System.Text.Json.Nodes;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx list</c>: what there is.</summary>
internal sealed class ListCommand : Command
{
    public ListCommand(Library library)
        : base("list", "Say what there is.")
    {
        Add(new Catalogue(
            "algorithms", "What can learn.", () => library.Algorithms.All.Select(algorithm => (algorithm.Name, algorithm.Summary))));
        Add(new Catalogue(
            "environments", "Where teams can be trained.", () => library.Environments.Select(environment => (environment.Name, environment.Summary))));
    }

    private sealed class Catalogue : Command
    {
        private readonly Func<IEnumerable<(string Name, string Summary)>> _entries;
        private readonly JsonOption _json = new();

        public Catalogue(string name, string description, Func<IEnumerable<(string Name, string Summary)>> entries)
            : base(name, description)
        {
            _entries = entries;
            Add(_json);
            SetAction(result => Print(result.InvocationConfiguration.Output, result.GetValue(_json)));
        }

        private int Print(TextWriter output, bool json)
        {
            (string Name, string Summary)[] entries = [.. _entries()];
            if (json)
            {
                JsonNode[] rows = [.. entries.Select(entry => new JsonObject { ["name"] = entry.Name, ["summary"] = entry.Summary })];
                JsonDocuments.Write(output, new JsonObject { [Name] = new JsonArray(rows) });
                return ExitCode.Done;
            }

            int width = entries.Max(entry => entry.Name.Length);
            foreach ((string name, string summary) in entries)
            {
                output.WriteLine($"{name.PadRight(width)}  {summary}");
            }

            return ExitCode.Done;
        }
    }
}
