using System.Text;
using Phalanx.Cluster.Clients;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Tests.Clients;

public sealed class StudyPartsTests
{
    [Theory]
    [InlineData(1200, 3)]
    [InlineData(700, 3000)]
    [InlineData(20, 65_536)]
    public void Parts_have_few_bytes_and_together_all_cells_in_their_order(int cells, int letters)
    {
        string[] settings = [.. Enumerable.Range(0, cells).Select(cell => $"{cell}é".PadRight(letters, 'é'))];
        StudyPart[] parts = [.. StudyParts.Of("s", 3, settings)];
        Assert.Equal(settings, parts.SelectMany(part => part.Settings));
        Assert.Equal(parts.Select((_, place) => parts.Take(place).Sum(part => part.Settings.Length)), parts.Select(part => part.First));
        Assert.All(parts, part => Assert.Equal(("s", 3, cells), (part.Study, part.Priority, part.Total)));
        Assert.All(parts, part => Assert.InRange(part.Settings.Sum(Encoding.UTF8.GetByteCount), 1, StudyParts.MostBytes));
        Assert.All(parts, part => Assert.InRange(part.Settings.Length, 1, 500));
        Assert.Single(parts.Select(part => part.Submission).Distinct());
        Assert.NotEqual(parts[0].Submission, StudyParts.Of("s", 3, settings).First().Submission);
    }

    [Fact]
    public void A_study_without_cells_has_no_parts() => Assert.Empty(StudyParts.Of("s", 0, []));

    [Fact]
    public void A_study_of_which_parts_were_lost_is_no_success()
    {
        WireAnswer more = WireAnswer.Yes();
        ClusterClient.ThrowIfNotTaken("s", more, isLast: false);
        ClusterClient.ThrowIfNotTaken("s", WireAnswer.Yes("study s: 2 cells"), isLast: true);
        IncompleteStudyException lost = Assert.Throws<IncompleteStudyException>(() => ClusterClient.ThrowIfNotTaken("s", more, isLast: true));
        Assert.Equal("the hub did not get all parts of study s; submit it again", FailureSentence.Of(lost));
        Assert.Throws<IncompleteStudyException>(() => ClusterClient.ThrowIfNotTaken("s", WireAnswer.NotYet("lost"), isLast: false));
        Assert.Throws<UserErrorException>(() => ClusterClient.ThrowIfNotTaken("s", WireAnswer.No("no"), isLast: false));
    }
}
