using System.Text;

namespace Phalanx.Environments;

/// <summary>
/// Prints a frame as text, a character for each unit of the board, for a look while debugging: what has a label shows its first character,
/// what has none a letter for its role, and <c>.</c> is empty.
/// </summary>
public static class FrameText
{
    /// <summary>The frame as lines of text, its caption last.</summary>
    public static string Print(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int width = Math.Max(1, (int)Math.Ceiling(frame.Width));
        int height = Math.Max(1, (int)Math.Ceiling(frame.Height));
        char[] board = new char[width * height];
        Array.Fill(board, '.');
        foreach (FrameItem item in frame.Items.Where(item => item.Shape != FrameShape.Line && FrameSvg.IsShown(item)))
        {
            int column = Math.Clamp((int)Math.Floor(item.X), 0, width - 1);
            int row = Math.Clamp((int)Math.Floor(item.Y), 0, height - 1);
            board[(row * width) + column] = item.Label.Length > 0 ? item.Label[0] : LetterOf(item.Role);
        }

        var text = new StringBuilder();
        foreach (char[] row in board.Chunk(width))
        {
            text.AppendJoin(' ', row).Append('\n');
        }

        return frame.Caption.Length > 0 ? text.Append(frame.Caption).Append('\n').ToString() : text.ToString();
    }

    private static char LetterOf(FrameRole role) => role switch
    {
        FrameRole.Agent => 'A',
        FrameRole.IdleAgent => 'a',
        FrameRole.Opponent => 'O',
        FrameRole.Target => 'T',
        FrameRole.Hazard => '!',
        FrameRole.Obstacle => '#',
        FrameRole.Ground => '_',
        _ => 'o',
    };
}
