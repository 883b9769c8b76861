using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.StarCraft.Client;

/// <summary>
/// Where games save their own replays. As in SMAC, a game has one, of all its battles, written when it ends; one that is restarted begins another.
/// </summary>
/// <param name="folder">The folder, made when it is needed.</param>
/// <param name="prefix">What names begin with.</param>
internal sealed class ReplayFolder(string folder, string prefix)
{
    /// <summary>Saves a replay under a name that is free.</summary>
    /// <param name="game">The number of the game.</param>
    /// <param name="content">The replay.</param>
    /// <exception cref="ExplainedException">It cannot be written.</exception>
    public void Save(int game, ReadOnlyMemory<byte> content)
    {
        try
        {
            Directory.CreateDirectory(folder);
            for (int number = 0; ; number++)
            {
                string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{prefix}-game{game}-{number}.SC2Replay"));
                if (!File.Exists(path))
                {
                    File.WriteAllBytes(path, content.Span);
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"env.replay_dir is '{folder}', where a replay cannot be written: {failure.Message}", failure);
        }
    }
}
