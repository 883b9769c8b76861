using System.CommandLine;
using System.Text.Json.Nodes;
using Phalanx.Cli.Experiments;

namespace Phalanx.Cli.Commands;

/// <summary><c>phalanx list</c>: what there is.</summary>
internal sealed class ListCommand : Command
{
    public ListCommand(Library library)
        : base("list", "Say what there is.")
    {
        Add(new Catalogue(
            "algorithms",
            "What can learn, with the family that presets name it by.",
            () => library.Algorithms.All.Select(algorithm => new Entry(algorithm.Name, algorithm.Family, algorithm.Summary))));
        Add(new Catalogue(
            "environments",
            "Where teams can be trained.",
            () => library.Environments.Select(environment => new Entry(environment.Name, "", environment.Summary))));
        Add(new ExperimentCatalogue(library));
    }

    /// <summary>A row of a catalogue.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Family">The family that it belongs to; empty for none.</param>
    /// <param name="Summary">What it is, in a line.</param>
    private sealed record Entry(string Name, string Family, string Summary)
    {
        public JsonObject ToJson() => Family.Length == 0
            ? new JsonObject { ["name"] = Name, ["summary"] = Summary }
            : new JsonObject { ["name"] = Name, ["family"] = Family, ["summary"] = Summary };
    }

    private sealed class Catalogue : Command
    {
        private readonly Func<IEnumerable<Entry>> _entries;
        private readonly JsonOption _json = new();

        public Catalogue(string name, string description, Func<IEnumerable<Entry>> entries)
            : base(name, description)
        {
            _entries = entries;
            Add(_json);
            SetAction(result => Print(result.InvocationConfiguration.Output, result.GetValue(_json)));
        }

        private int Print(TextWriter output, bool json)
        {
            Entry[] entries = [.. _entries()];
            if (json)
            {
                JsonDocuments.Write(output, new JsonObject { [Name] = new JsonArray([.. entries.Select(entry => entry.ToJson())]) });
                return ExitCode.Done;
            }

            int names = entries.Max(entry => entry.Name.Length);
            int families = entries.Max(entry => entry.Family.Length);
            foreach (Entry entry in entries)
            {
                string family = families == 0 ? "" : $"{entry.Family.PadRight(families)}  ";
                output.WriteLine($"{entry.Name.PadRight(names)}  {family}{entry.Summary}");
            }

            return ExitCode.Done;
        }
    }
}
