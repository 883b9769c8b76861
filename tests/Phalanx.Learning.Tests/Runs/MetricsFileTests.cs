using FsCheck;
using FsCheck.Fluent;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Runs;

public sealed class MetricsFileTests : IDisposable
{
    private const string Header =
        "t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon,test_captures_mean,clipped_share,largest_q,target_gap,skipped_episodes,td_error\n";

    private static readonly MetricsColumns Columns = new(["battle_won", "captures"], ["td_error"]);

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.At("metrics.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_metrics_file_begins_with_the_eight_columns_of_every_run()
    {
        MetricsFile.Create(FilePath, Columns);

        Assert.Equal(Header, File.ReadAllText(FilePath));
    }

    [Fact]
    public void Metrics_rows_are_added_whole_and_missing_figures_stay_empty()
    {
        MetricsFile file = MetricsFile.Create(FilePath, Columns);

        file.Append(100, 10, new Dictionary<string, double> { ["test_return_mean"] = 0.1, ["loss"] = 1e-7, ["td_error"] = double.NaN });
        file.Append(200, 20, new Dictionary<string, double> { ["td_error"] = -0.0, ["test_captures_mean"] = 1.0 / 3, ["epsilon"] = 1 });

        Assert.Equal(2, file.Rows);
        Assert.Equal(Header + "100,10,0.1,,,1E-07,,,,,,,,NaN\n200,20,,,,,,1,0.3333333333333333,,,,,-0\n", File.ReadAllText(FilePath));
    }

    [Fact]
    public void Every_number_of_a_metrics_file_is_read_back_bit_for_bit()
    {
        MetricsFile file = MetricsFile.Create(FilePath, Columns);
        var written = new List<double>();
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), value =>
        {
            written.Add(value);
            file.Append(written.Count, 0, new Dictionary<string, double> { ["loss"] = value });
        }).QuickCheckThrowOnFailure();

        IReadOnlyList<double?> read = MetricsTable.Read(FilePath)["loss"];

        Assert.Equal(written.Select(BitConverter.DoubleToInt64Bits), read.Select(value => BitConverter.DoubleToInt64Bits(value!.Value)));
    }

    [Fact]
    public void A_figure_without_a_column_is_refused_and_no_row_is_written()
    {
        MetricsFile file = MetricsFile.Create(FilePath, Columns);

        foreach (string name in new[] { "lost", "t_env", "episode" })
        {
            Assert.Throws<ArgumentException>(() => file.Append(1, 1, new Dictionary<string, double> { [name] = 1 }));
        }

        Assert.Equal(Header, File.ReadAllText(FilePath));
        Assert.Equal(0, file.Rows);
    }

    [Fact]
    public void Metrics_columns_have_unique_names_without_commas()
    {
        Assert.Throws<ArgumentException>(() => new MetricsColumns([], ["loss"]));
        Assert.Throws<ArgumentException>(() => new MetricsColumns(["captures"], ["test_captures_mean"]));
        Assert.Throws<ArgumentException>(() => new MetricsColumns([], ["a,b"]));
        Assert.Throws<ArgumentException>(() => new MetricsColumns([], [""]));
    }

    [Fact]
    public void A_metrics_file_continued_from_any_checkpoint_has_the_same_bytes()
    {
        Write(MetricsFile.Create(FilePath, Columns), 0, 6);
        byte[] whole = File.ReadAllBytes(FilePath);
        for (int rows = 0; rows <= 6; rows++)
        {
            File.WriteAllBytes(FilePath, whole);

            MetricsFile resumed = MetricsFile.Resume(FilePath, Columns, rows * 100 + 50, rows);
            Write(resumed, rows, 6);

            Assert.Equal(whole, File.ReadAllBytes(FilePath));
            Assert.Equal(Checksum.Of(whole), resumed.Checksum);
        }
    }

    [Fact]
    public void Rows_after_the_checkpoint_and_a_partial_row_are_cut_on_resume()
    {
        Write(MetricsFile.Create(FilePath, Columns), 0, 3);
        string whole = File.ReadAllText(FilePath);
        File.AppendAllText(FilePath, "400,4");

        Assert.Equal(3, MetricsFile.Resume(FilePath, Columns, 300, 3).Rows);
        Assert.Equal(whole, File.ReadAllText(FilePath));

        File.AppendAllBytes(FilePath, new byte[5]);
        MetricsFile.Resume(FilePath, Columns, 199, 1);
        Assert.Equal(whole.Split('\n')[..2], File.ReadAllText(FilePath).TrimEnd('\n').Split('\n'));
        Assert.Equal(["metrics.csv"], _folder.Names());
    }

    [Fact]
    public void A_figure_that_changed_after_the_checkpoint_is_refused()
    {
        MetricsFile file = MetricsFile.Create(FilePath, Columns);
        Write(file, 0, 2);
        (uint checksum, string whole) = (file.Checksum, File.ReadAllText(FilePath));
        Write(file, 2, 3);
        Assert.Equal(2, MetricsFile.Resume(FilePath, Columns, 200, 2, checksum).Rows);

        string changed = whole.Replace("\n200,2", "\n200,6", StringComparison.Ordinal);
        Assert.NotEqual(whole, changed);
        File.WriteAllText(FilePath, changed);

        Assert.Equal(
            "'metrics.csv' is damaged: its first 2 rows are not those of the checkpoint at t_env 200, whose checksum is another one",
            _folder.Refusal(() => MetricsFile.Resume(FilePath, Columns, 200, 2, checksum)));
        Assert.Equal(changed, File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_metrics_file_without_later_rows_is_not_rewritten_on_resume()
    {
        Write(MetricsFile.Create(FilePath, Columns), 0, 2);
        DateTime written = DateTime.UnixEpoch;
        File.SetLastWriteTimeUtc(FilePath, written);

        MetricsFile.Resume(FilePath, Columns, 200, 2);

        Assert.Equal(written, File.GetLastWriteTimeUtc(FilePath));
    }

    [Fact]
    public void A_run_that_an_earlier_version_began_keeps_its_columns_to_the_end()
    {
        const string Former = "t_env,episode,test_return_mean,test_return_std,test_battle_won_mean,loss,grad_norm,epsilon,test_captures_mean,td_error\n100,10,0.1,,,,,,,4\n";
        File.WriteAllText(FilePath, Former);

        MetricsFile file = MetricsFile.Resume(FilePath, Columns, 150, 1);
        file.Append(200, 20, new Dictionary<string, double> { ["loss"] = 3, ["largest_q"] = 7, ["clipped_share"] = 0.5, ["target_gap"] = 2, ["skipped_episodes"] = 1, ["td_error"] = 5 });

        Assert.Equal(Former + "200,20,,,,3,,,,5\n", File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_metrics_file_that_does_not_match_the_checkpoint_is_refused_and_left_unchanged()
    {
        Assert.Equal("there are no metrics at 'metrics.csv'", _folder.Refusal(() => MetricsFile.Resume(FilePath, Columns, 0, 0)));
        Write(MetricsFile.Create(FilePath, Columns), 0, 2);
        byte[] before = File.ReadAllBytes(FilePath);

        Assert.Equal(
            "'metrics.csv' is damaged: the checkpoint at t_env 300 was taken after 3 rows, and not all are there",
            _folder.Refusal(() => MetricsFile.Resume(FilePath, Columns, 300, 3)));
        Assert.Equal(
            "'metrics.csv' is damaged: its row 2 is of t_env 200, after the checkpoint at 150",
            _folder.Refusal(() => MetricsFile.Resume(FilePath, Columns, 150, 2)));
        Assert.Equal(
            $"'metrics.csv' has the columns {Header.TrimEnd()}, but the run now has {string.Join(',', MetricsColumns.Common.Concat(MetricsColumns.Health))}",
            _folder.Refusal(() => MetricsFile.Resume(FilePath, new MetricsColumns([], []), 200, 2)));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_metrics_row_that_cannot_be_written_is_a_user_error()
    {
        MetricsFile file = MetricsFile.Create(FilePath, Columns);
        File.Delete(FilePath);
        Directory.CreateDirectory(FilePath);

        Assert.StartsWith(
            "cannot write 'metrics.csv': ",
            _folder.Refusal(() => file.Append(1, 1, new Dictionary<string, double>())),
            StringComparison.Ordinal);
        Assert.Equal(0, file.Rows);
    }

    [Fact]
    public void A_failed_append_leaves_the_metrics_file_unchanged()
    {
        File.WriteAllText(FilePath, "old\n");
        using (var full = new FullDisk(FilePath))
        {
            Assert.Throws<IOException>(() => FileAppending.Append(full, "1,2,3\n"u8));
        }

        Assert.Equal("old\n", File.ReadAllText(FilePath));
    }

    private static void Write(MetricsFile file, int from, int to)
    {
        for (int i = from + 1; i <= to; i++)
        {
            file.Append(i * 100, i, new Dictionary<string, double> { ["test_return_mean"] = Math.Sqrt(i), ["epsilon"] = 1.0 / i });
        }
    }

    /// <summary>A file on a disk that has room for half of what is written.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("No space left on device.");
        }
    }
}
