import re
from types import SimpleNamespace

from django import forms
from django.template import TemplateSyntaxError, engines

import pytest
from crispy_forms_gds.fields import DateInputField

from pages import avatars
from pages.icons import ICONS, PLATFORMS, TOPICS


def render(text, **context):
    return engines["django"].from_string(text).render(context)


def somebody(**known):
    return SimpleNamespace(**{"pk": 7, "name": "Priya Raman", "photo": None, **known})


class TestAvatars:
    @pytest.mark.parametrize(
        ("name", "letters"),
        [
            ("Priya Raman", "PR"),
            ("Bernadette Oyelaran-Szczepańska", "BO"),
            ("ifeanyi de la cole", "IC"),
            ("Cher", "C"),
            ("", ""),
        ],
    )
    def test_initials_are_of_the_first_and_last_word(self, name, letters):
        assert avatars.initials(name) == letters

    def test_a_person_keeps_their_tone(self):
        assert avatars.tone(7) == avatars.tone("7")
        assert {avatars.tone(key) for key in range(60)} == set(avatars.TONES)

    def test_somebody_to_talk_to_has_a_tail(self):
        assert "soc-avatar--talk" in render("{% avatar p talk=True %}", p=somebody())
        assert "soc-avatar--talk" not in render("{% avatar p %}", p=somebody())

    def test_a_photograph_takes_the_place_of_initials(self):
        drawn = somebody(photo=SimpleNamespace(url="/media/p.jpg"))
        html = render("{% avatar p %}", p=drawn)
        assert 'src="/media/p.jpg"' in html
        assert "PR" not in html

    def test_the_initials_are_not_read_out_beside_the_name(self):
        html = render("{% person p 'Digital champion' %}", p=somebody())
        assert 'aria-hidden="true">PR<' in html
        assert "Priya Raman</p>" in html
        assert "Digital champion</p>" in html


class TestMarks:
    def test_every_platform_and_topic_has_a_drawing(self):
        assert set(PLATFORMS.values()) <= set(ICONS)
        assert {name for name, label in TOPICS} <= set(ICONS)

    def test_what_is_about_any_platform_gets_the_mark_of_a_topic(self):
        assert "soc-platform--topic" in render("{% platform 'any' %}")
        assert "soc-platform--topic" not in render("{% platform 'facebook' %}")

    def test_an_unknown_topic_is_drawn_all_the_same(self):
        assert render("{% topic_mark 'teapot' %}") == render("{% topic_mark 'talk' %}")

    @pytest.mark.parametrize(
        "text",
        [
            "{% icon 'teapot' %}",
            "{% state 'perfect' 'x' %}",
            "{% art 'teapot' %}",
            "{% note 'bad' %}x{% endnote %}",
        ],
    )
    def test_a_mistake_in_a_template_is_told_to_its_author(self, text):
        with pytest.raises(TemplateSyntaxError, match="choose one of"):
            render(text)


class TestStatesAndProgress:
    def test_a_state_has_its_words_and_a_shape_that_is_not_read_out(self):
        html = render("{% state 'gap' 'No deputy' %}")
        assert "<span>No deputy</span>" in html
        assert 'aria-hidden="true"' in html

    def test_no_two_shapes_are_alike(self):
        kinds = ("todo", "now", "done", "info", "gap", "free", "full")
        shapes = {
            render(f"{{% state '{kind}' '' %}}").split("<svg")[1] for kind in kinds
        }
        assert len(shapes) == len(kinds)

    def test_words_are_escaped(self):
        html = render("{% state 'todo' said %}", said="<b>x</b>")
        assert "&lt;b&gt;x&lt;/b&gt;" in html

    @pytest.mark.parametrize(
        ("done", "parts"),
        [(0, "now todo todo"), (2, "done done now"), (3, "done done done")],
    )
    def test_the_bar_shows_what_is_done_and_where_one_is(self, done, parts):
        html = render("{% progress done 3 'Said' %}", done=done)
        assert [part.split('"')[0] for part in html.split('"is-')[1:]] == parts.split()

    def test_the_bar_is_said_as_a_sentence(self):
        assert ">Two of three finished.</p>" in render(
            "{% progress 2 3 'Two of three finished.' %}"
        )
        assert "<p" not in render("{% progress 2 3 %}")


class TestPanels:
    def test_what_a_panel_holds_is_kept_as_markup_and_its_data_escaped(self):
        text = "{% note 'good' role='status' %}<p>{{ said }}</p>{% endnote %}"
        html = render(text, said="<script>")
        assert 'role="status"' in html
        assert "<p>&lt;script&gt;</p>" in html

    def test_you_speak_from_the_other_side(self):
        html = render("{% say 'You' you=True %}<p>Hello</p>{% endsay %}")
        assert "soc-say--you" in html
        assert ">You</p>" in html

    def test_a_panel_with_a_heading_is_a_section_of_that_name(self):
        for tag in ("say", "card"):
            html = render(
                f"{{% {tag} labelled_by='h' %}}<h2 id='h'>H</h2>{{% end{tag} %}}"
            )
            assert '<section aria-labelledby="h"' in html
            assert html.rstrip().endswith("</section>")

    def test_facts_are_a_list_of_names_and_what_they_are(self):
        html = render(
            "{% facts wide=True %}"
            "{% fact 'Where' %}<b>Here</b>{% endfact %}"
            "{% endfacts %}"
        )
        assert '<dl class="soc-facts soc-facts--wide">' in html
        assert "<dt>Where</dt><dd><b>Here</b></dd>" in html


class TallyForm(forms.Form):
    email = forms.EmailField(help_text="At work.")
    service = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    starts = forms.DateField()
    ends = DateInputField()
    words = forms.CharField(widget=forms.Textarea(attrs={"class": "wide"}))
    picture = forms.FileField()
    agreed = forms.BooleanField()
    used = forms.ChoiceField(
        choices=[("n", "New"), ("y", "Years")], widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        choices=[("d", "Door"), ("c", "Captions")], widget=forms.CheckboxSelectMultiple
    )


class TestForms:
    def crispy(self, form):
        return render("{% load crispy_forms_filters %}{{ form|crispy }}", form=form)

    @pytest.mark.parametrize(
        ("field", "name"),
        [
            ("email", "govuk-input"),
            ("service", "govuk-select"),
            ("starts", "govuk-input"),
            ("words", "govuk-textarea"),
            ("picture", "govuk-file-upload"),
        ],
    )
    def test_each_control_has_its_class_and_its_own_for_errors(self, field, name):
        plain = render("{% control field %}", field=TallyForm()[field])
        wrong = render("{% control field %}", field=TallyForm({})[field])
        assert name in plain
        assert "--error" not in plain
        assert f"{name}--error" in wrong

    def test_a_class_of_the_field_itself_is_kept(self):
        assert "wide" in render("{% control field %}", field=TallyForm()["words"])

    def test_a_control_is_described_by_its_hint_and_its_errors(self):
        html = self.crispy(TallyForm({}))
        assert 'aria-describedby="id_email_hint id_email_1_error"' in html
        assert 'id="id_email_hint"' in html
        assert 'id="id_email_1_error"' in html

    def test_rendering_twice_gives_the_same(self):
        form = TallyForm({})
        del form.fields["ends"]
        assert self.crispy(form) == self.crispy(form)

    def test_the_browser_does_not_speak_before_we_do(self):
        assert " required" not in render(
            "{% control field %}", field=TallyForm()["email"]
        )

    def test_the_error_summary_leads_to_something_on_the_page(self):
        form = TallyForm({})
        summary = render(
            "{% load crispy_forms_gds %}{% error_summary form %}", form=form
        )
        page = self.crispy(form)
        leads = [part.split('"')[0] for part in summary.split('href="#')[1:]]
        assert len(leads) == len(TallyForm.base_fields)
        for lead in leads:
            assert re.search(rf'<(input|select|textarea)[^>]* id="{lead}"', page)

    def test_the_error_summary_says_how_many(self):
        text = "{% load crispy_forms_gds %}{% error_summary form %}"
        assert "Nine things to put right" in render(text, form=TallyForm({}))
        form = forms.Form({})
        form.add_error(None, "That place has gone")
        assert "One thing to put right" in render(text, form=form)
        assert not render(text, form=TallyForm()).strip()

    def test_choices_are_marked_as_chosen(self):
        html = self.crispy(TallyForm(initial={"used": "y", "needs": ["d"]}))
        assert 'id="id_used_2" name="used" value="y" checked' in html
        assert 'id="id_needs" name="needs" value="d" checked' in html
        assert html.count(" checked") == 2
