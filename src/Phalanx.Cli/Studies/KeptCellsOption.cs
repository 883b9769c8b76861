using System.CommandLine;
using Phalanx.Foundation;
using Phalanx.Studies.Cells;

namespace Phalanx.Cli.Studies;

/// <summary><c>--cells</c>: a folder of finished runs that count beside those of the working folder, such as those that come with a repository.</summary>
internal sealed class KeptCellsOption : Option<string>
{
    public KeptCellsOption()
        : base("--cells")
    {
        Description = "A folder of finished runs that count like any other.";
        HelpName = "DIR";
        DefaultValueFactory = _ => Path.Combine("docs", "results");
    }

    /// <summary>Whether the option was given.</summary>
    public bool IsGiven(ParseResult result) => result.GetResult(this) is { Implicit: false };

    /// <summary>The cells of the working folder, and the kept ones.</summary>
    /// <exception cref="UserErrorException">A folder was named that does not exist.</exception>
    public CellStore StoreOf(ParseResult result, Library library, out KeptCells kept)
    {
        if (IsGiven(result) && result.GetValue(this) is { } named && !Directory.Exists(named))
        {
            throw new UserErrorException($"option '{Name}' is '{named}', and there is no such folder");
        }

        kept = KeptCells.Below([result.GetValue(this)!], library.Environments, library.Algorithms);
        return new CellStore(CellStore.DefaultFolder, kept);
    }
}
